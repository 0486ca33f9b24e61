"use client";

import { useId, useState } from "react";
import { createPortal } from "react-dom";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { addAddress } from "./add";
import type { AttachmentBox } from "./box";
import { sayLeftOut } from "./limit-toast";

/** Asks for the address of a picture, which the server then fetches. */
export function AddressDialog({ box, onClose }: { box: AttachmentBox; onClose: () => void }) {
  const { address: words, tooMany } = useText("attachments");
  const common = useText("common");
  const format = useFormat();
  const id = useId();
  const [error, setError] = useState<string>();
  // Outside of the form that the message is.
  return createPortal(
    <Dialog
      open
      onOpenChange={onClose}
      title={words.title}
      description={words.description}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" form={`${id}-form`} variant="primary">
            {words.fetch}
          </Button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // React's events go the way of components, to the message's form
          event.stopPropagation();
          const address = (new FormData(event.currentTarget).get("address") as string).trim();
          if (!isWebAddress(address)) return setError(words.invalid);
          sayLeftOut(addAddress(box, address), tooMany, format);
          onClose();
        }}
      >
        <Field id={id} label={words.label} error={error}>
          <Input
            {...fieldAttributes(id, { error })}
            name="address"
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder="https://"
            data-autofocus
          />
        </Field>
      </form>
    </Dialog>,
    document.body,
  );
}

function isWebAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
