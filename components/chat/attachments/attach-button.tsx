"use client";

import { Link2, Paperclip, Upload } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { AttachmentBox } from "./box";
import { useAddFiles } from "./use-add-files";

const AddressDialog = dynamic(
  () => untilLoaded(() => import("./address-dialog")).then((module) => module.AddressDialog),
  { ssr: false },
);

/** Adds pictures and files: from this device, or a picture from an address. */
export function AttachButton({ box }: { box: AttachmentBox }) {
  const words = useText("attachments");
  const input = useRef<HTMLInputElement>(null);
  const [asksAddress, setAsksAddress] = useState(false);
  const add = useAddFiles(box);
  return (
    <>
      <DropdownMenu
        label={words.add}
        side="top"
        trigger={
          <IconButton label={words.add}>
            <Paperclip aria-hidden />
          </IconButton>
        }
      >
        <DropdownMenuItem icon={<Upload aria-hidden />} onSelect={() => input.current?.click()}>
          {words.pick}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<Link2 aria-hidden />} onSelect={() => setAsksAddress(true)}>
          {words.fromAddress}
        </DropdownMenuItem>
      </DropdownMenu>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.add}
        onChange={({ target }) => {
          add([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      {asksAddress && <AddressDialog box={box} onClose={() => setAsksAddress(false)} />}
    </>
  );
}
