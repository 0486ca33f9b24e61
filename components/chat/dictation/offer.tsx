"use client";

import { createContext, use, type ReactNode } from "react";

/** What dictation costs, and by which model. */
export interface DictationOffer {
  modelId: string;
  /** of one call; decimal string of nano-units */
  rateNanos: string;
  currency: string;
}

const OfferContext = createContext<DictationOffer | null>(null);

/** Says that one can dictate here; null: nothing on offer writes down speech. */
export function DictationProvider({ offer, children }: { offer: DictationOffer | null; children: ReactNode }) {
  return <OfferContext value={offer}>{children}</OfferContext>;
}

export function useDictationOffer(): DictationOffer | null {
  return use(OfferContext);
}
