"use client";

import { Lightbulb } from "lucide-react";
import { Fragment } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import { fieldAttributes, Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { maxInstructionLength } from "@/lib/speech/schema";
import { dialects, dialectWords, readyGroups } from "./instructions";

interface InstructionFieldProps {
  id: string;
  value: string;
  onChange: (instruction: string) => void;
}

/** How it is to be spoken, in words of one's own or in ready ones. */
export function InstructionField({ id, value, onChange }: InstructionFieldProps) {
  const words = useText("speech");
  const groups = [
    ...(["emotions", "manners"] as const).map((name) => ({
      name: words.groups[name],
      items: readyGroups[name].map((each) => words.instructions[each]),
    })),
    {
      name: words.groups.dialects,
      items: dialects.map((each) => ({ label: words.dialect[each], text: dialectWords[each] })),
    },
  ];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <div className="flex items-end justify-between gap-2">
        <Label htmlFor={id}>{words.instruction}</Label>
        <DropdownMenu
          label={words.ready}
          align="end"
          className="w-64"
          trigger={
            <Button size="sm" variant="ghost">
              <Lightbulb aria-hidden />
              {words.ready}
            </Button>
          }
        >
          {groups.map(({ name, items }) => (
            <Fragment key={name}>
              <DropdownMenuLabel>{name}</DropdownMenuLabel>
              {items.map(({ label, text }) => (
                <DropdownMenuItem key={label} onSelect={() => onChange(text)}>
                  {label}
                </DropdownMenuItem>
              ))}
            </Fragment>
          ))}
        </DropdownMenu>
      </div>
      <Input
        {...fieldAttributes(id, { hint: true })}
        maxLength={maxInstructionLength}
        value={value}
        placeholder={words.instructionPlaceholder}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-hint`} className="text-xs text-muted-foreground">
        {words.instructionHint}
      </p>
    </div>
  );
}
