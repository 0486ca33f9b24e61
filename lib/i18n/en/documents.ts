export const documents = {
  reading: "Reading the document…",
  ready: "{pages}, about {tokens} {tokens|token|tokens}",
  pages: {
    page: "{count} {count|page|pages}",
    slide: "{count} {count|slide|slides}",
    sheet: "{count} {count|part|parts} of sheets",
    section: "{count} {count|section|sections}",
  },
  scanned: "This PDF has no text of its own: its pages are pictures. Send them as pictures to a model that can see.",
  /** why a document could not be read */
  reasons: {
    damaged: "This file is damaged: it cannot be opened. Try to save or send it again.",
    encrypted: "This file is locked with a password. Save it without one and add it again.",
    empty: "There is no text in this file.",
    disguised: "This file is not what its name says. Its content is of another kind, so it was not read.",
    too_large: "This document is too large to be read here. Divide it, or send a part of it.",
    unsupported: "Files of this kind are not read here. Save it as PDF, DOCX, PPTX, XLSX, CSV or text.",
  },
  /** which parts of a long document go with a question */
  chosen: {
    page: "Sent: {count|page|pages} {list} of {total}",
    slide: "Sent: {count|slide|slides} {list} of {total}",
    sheet: "Sent: {count|part|parts} {list} of {total}",
    section: "Sent: {count|section|sections} {list} of {total}",
  },
};
