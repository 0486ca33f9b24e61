"use client";

import { useEffect } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { fieldAttributes, FieldError, Label } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { mostCharacters, type SpeechModel } from "@/lib/speech/schema";
import { MarkButtons } from "./mark-buttons";
import type { SpokenText } from "./spoken-text";
import { useTextFigures } from "./use-spoken-text";

interface TextFieldProps {
  id: string;
  text: SpokenText;
  model: SpeechModel | undefined;
  instruction: string;
  error: string | undefined;
}

/** What is to be spoken. The field keeps its text by itself: however long it is, a key costs the same. */
export function TextField({ id, text, model, instruction, error }: TextFieldProps) {
  const words = useText("speech");
  useEffect(() => text.attach(document.getElementById(id) as HTMLTextAreaElement), [id, text]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <Label htmlFor={id}>{words.text}</Label>
      <Textarea
        {...fieldAttributes(id, { hint: true, error })}
        rows={9}
        maxLength={mostCharacters}
        placeholder={words.textPlaceholder}
        className="min-h-36 resize-y text-base leading-relaxed sm:text-[0.9375rem]"
        onInput={({ currentTarget }) => text.set(currentTarget.value)}
      />
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <Figures id={`${id}-hint`} text={text} model={model} instruction={instruction} />
      {model && <MarkButtons marks={marksOf(model)} onInsert={(mark) => text.insert(mark)} />}
    </div>
  );
}

/** Those of the model, and who speaks where it speaks as two. */
function marksOf({ marks, dialogue }: SpeechModel): string[] {
  const speakers = dialogue ? ["[S1]", "[S2]"].filter((mark) => !marks.includes(mark)) : [];
  return [...speakers, ...marks];
}

function Figures({ id, text, model, instruction }: Pick<TextFieldProps, "id" | "text" | "model" | "instruction">) {
  const words = useText("speech");
  const format = useFormat();
  const { bytes, characters, parts, tooLong } = useTextFigures(text, model, instruction);
  return (
    <div id={id} className="tabular flex min-h-4 flex-wrap justify-between gap-x-3 text-xs text-muted-foreground">
      <p>{format(words.count, { bytes, characters })}</p>
      {tooLong && model ? (
        <p className="font-medium text-destructive">{format(words.limit, { limit: model.maxCharacters })}</p>
      ) : (
        parts > 1 && <p>{format(words.parts, { count: parts })}</p>
      )}
    </div>
  );
}
