"use client";

import dynamic from "next/dynamic";
import { untilLoaded } from "@/components/ui/until-loaded";
import { useEffect, useState } from "react";

const TrayPanel = dynamic(() => untilLoaded(() => import("./tray-panel")).then((module) => module.TrayPanel), {
  ssr: false,
});

/** So long the page has its line and its processor to itself. */
const patienceMs = 2_500;

export interface TrayProps {
  /** in the desktop's rail, or as a strip above the phone's bar */
  place: "rail" | "strip";
  /** the rail shows names */
  wide?: boolean;
}

/** What is being made, on whichever page one is. Nothing of it is loaded before the page itself has come to rest. */
export function Tray(props: TrayProps) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return ready ? <TrayPanel {...props} /> : null;
}
