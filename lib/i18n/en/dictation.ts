export const dictation = {
  dictate: "Dictate",
  tooltip: "{action} · {price}",
  free: "free",
  each: "{price} each time",
  panel: "Dictation",
  listening: "Listening. Speak now.",
  writing: "Writing down what you said …",
  insert: "Insert",
  again: "Try again",
  cancel: "Give up dictating",
  silent: "Nothing was said, as far as one can hear.",
} as const;
