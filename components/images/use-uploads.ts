"use client";

import { useState } from "react";
import { uploadAsset } from "@/components/chat/attachments/requests";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/core";
import { inOrder } from "./in-order";

export interface PictureUpload {
  key: string;
  name: string;
  /** from 0 to 1 */
  progress: number;
}

/**
 * Brings pictures of this device to the server.
 * @param room how many more the model takes
 * @param onArrived each as it arrives, in the order in which they were chosen; the form may have changed meanwhile
 */
export function useUploads(room: number, onArrived: (assetId: string) => void) {
  const words = useText("images").inputs;
  const failureText = useFailureText();
  const format = useFormat();
  const [uploads, setUploads] = useState<readonly PictureUpload[]>([]);

  const [asChosen] = useState(inOrder);

  const send = async (file: File) => {
    const key = newId();
    const name = file.name || words.label;
    setUploads((before) => [...before, { key, name, progress: 0 }]);
    try {
      const sent = uploadAsset("picture", file, (progress) =>
        setUploads((before) => before.map((each) => (each.key === key ? { ...each, progress } : each))),
      );
      const asset = await asChosen(sent);
      onArrived(asset.id);
    } catch (error) {
      toast({ text: `${format(words.failed, { name })} ${failureText(error)}`, tone: "danger" });
    } finally {
      setUploads((before) => before.filter((each) => each.key !== key));
    }
  };

  return { uploads, room: Math.max(0, room - uploads.length), send };
}
