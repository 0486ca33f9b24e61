import { Search } from "lucide-react";
import Form from "next/form";
import { Input } from "@/components/ui/input";

export interface SearchFormProps {
  action: string;
  name: string;
  label: string;
  value: string;
  /** other parameters of the address that stay */
  keep?: Readonly<Record<string, string>>;
}

/** A search whose words stand in the address: Enter looks, and it works before any script has come. */
export function SearchForm({ action, name, label, value, keep = {} }: SearchFormProps) {
  return (
    <Form action={action} role="search" scroll={false} className="relative w-72 max-w-full">
      <Search
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        aria-hidden
      />
      <Input
        key={value}
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        className="pl-9"
      />
      {Object.entries(keep).map(([each, kept]) => (
        <input key={each} type="hidden" name={each} value={kept} />
      ))}
    </Form>
  );
}
