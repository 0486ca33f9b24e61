export const recording = {
  record: "Record",
  again: "Record again",
  stop: "Stop",
  asking: "Your browser asks for the microphone …",
  recording: "Recording",
  time: "{elapsed} of {limit}",
  silent: "Nothing is heard so far. Is this the right microphone?",
  loud: "Too loud: go a little further from the microphone.",
  bare: {
    label: "Bare samples",
    hint: "This file does not say how it was recorded. If it sounds too fast, too slow or broken, choose something else here.",
    rate: "Samples a second",
    hertz: "{rate} Hz",
    channels: "Channels",
    mono: "One",
    stereo: "Two",
  },
  problems: {
    refused: {
      title: "The microphone was refused",
      next: "Allow it for this page in your browser's settings, then record again.",
    },
    missing: {
      title: "No microphone can be used",
      next: "Connect one, or close the program that has it, then record again.",
    },
    unplugged: {
      title: "The microphone is gone",
      next: "It was unplugged, or taken away from this page. What it had heard until then is kept.",
    },
    unsupported: {
      title: "This browser cannot record here",
      next: "Use a current browser, and an address that begins with https. You can choose a file instead.",
    },
  },
} as const;
