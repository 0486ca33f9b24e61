import { Notice } from "@/components/ui/notice";

/**
 * Why an outside sign-in came back without success. Only our own words are shown: whoever writes the address chooses
 * among them, and no more.
 * @param reasons words by reason, of the area `auth`
 * @param error what the address says, whatever that is
 */
export function Problem({ reasons, error }: { reasons: Readonly<Record<string, string>>; error: unknown }) {
  const words = typeof error === "string" && Object.hasOwn(reasons, error) ? reasons[error] : undefined;
  if (!words) return null;
  return (
    <div className="mb-4">
      <Notice tone="danger">{words}</Notice>
    </div>
  );
}
