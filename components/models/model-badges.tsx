import { Badge } from "@/components/ui/badge";
import type { Messages } from "@/lib/i18n/schema";
import type { ModelSummary } from "@/lib/models/schema";

export interface ModelBadgesProps {
  model: ModelSummary;
  hidden?: boolean;
  models: Messages["models"];
}

/** What is special about a model's standing: new, retired, without a price, hidden, not reviewed. */
export function ModelBadges({ model, hidden = false, models: { states, stateHints } }: ModelBadgesProps) {
  const retired = model.state === "retired";
  return (
    <>
      {model.isNew && <Badge tone="accent">{states.new}</Badge>}
      {retired && (
        <Badge tone="danger" data-tooltip={stateHints.retired}>
          {states.retired}
        </Badge>
      )}
      {hidden && (
        <Badge tone="neutral" data-tooltip={stateHints.hidden}>
          {states.hidden}
        </Badge>
      )}
      {!model.offered && !retired && !hidden && (
        <Badge tone="warning" data-tooltip={stateHints.unpriced}>
          {states.unpriced}
        </Badge>
      )}
      {model.state === "discovered" && (
        <Badge tone="outline" data-tooltip={stateHints.discovered}>
          {states.discovered}
        </Badge>
      )}
    </>
  );
}
