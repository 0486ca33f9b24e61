export const transcribe = {
  title: "Write down",
  form: "What is to be written down",
  source: {
    label: "Recording",
    hint: "Drop a file here, choose one, or record.",
    drop: "Drop it to send it.",
    choose: "Choose a file",
    recorded: "Recording",
    remove: "Remove the recording",
    sending: "{name}: {percent} % sent",
  },
  model: "Model",
  modelPrice: "{name} · {price}",
  timed: "Times and subtitles",
  timedHint: "Cut into short phrases, each with its time. Takes more calls.",
  start: "Write down",
  problems: {
    source: "Choose or record something first.",
    tooLong: "This is longer than {hours} hours. Cut it, and send its parts.",
    tooLongTimed:
      "With times, {hours} {hours|hour is|hours are} the longest. Leave the times out, or cut the recording.",
    over: "Your allowance does not cover this. Leave the times out, or ask an administrator for more.",
  },
  price: {
    free: "free",
    each: "{amount} a call",
    most: "≤ {amount}",
    calls: "≤ {count} {count|call|calls}",
    explained:
      "Each part of a recording is one call. What is silent is not sent, and calls that are not needed are not paid.",
    noLimit: "You have no limit.",
    afterwards: "Afterwards at least {rest} of {limit} are left until {date}.",
  },
  states: {
    reading: "Listening for pauses …",
    working: "Writing down: {done} of {total}",
    done: "Written down",
    incomplete: "Incomplete: {done} of {total}",
    failed: "Not written down",
  },
  progress: "Progress",
  running: "This goes on when you close the page.",
  back: "All that was written down",
  gone: "This does not exist any more.",
  noRecording: "The recording was deleted. What was said in it is kept.",
  remove: "Delete",
  buttons: { ask: "Ask about this" },
  text: { label: "What was said", nothing: "Nothing was said, as far as one can hear.", playFrom: "Play from {time}" },
  missing: {
    title: "{count} of {total} {total|part|parts} {count|is|are} missing. {why}",
    unknown:
      "Nobody knows whether the provider has done it, so it is not sent again by itself, and its price is counted.",
    repeat: "Ask again for {count} {count|part|parts} · {price}",
    free: "free",
  },
  failures: {
    parameters: {
      title: "The provider could not read it",
      cause: "It refused the sound that was sent.",
      next: "Ask again, or choose another model.",
    },
    lost: {
      title: "It was interrupted",
      cause: "The server stopped while it asked, so nobody knows whether the provider did the work.",
      next: "Ask again if you still want it.",
    },
    timeout_total: {
      title: "It took too long",
      cause: "The provider did not answer within the longest time that is waited for.",
      next: "Ask again, or choose another model.",
    },
    file_missing: {
      title: "The recording is gone",
      cause: "It was deleted before all of it was written down.",
      next: "Send the recording again.",
    },
  },
  receipt: {
    calls: "{count} {count|call|calls}",
    model: "Model",
    times: "Times",
    withTimes: "With times",
    withoutTimes: "Without times",
    length: "Length",
    slowest: "Slowest call",
    asked: "Asked",
    traceId: "Trace id",
    requests: "Calls",
    earlier: "Earlier calls of unknown outcome",
  },
  list: { title: "Written down before", older: "Older" },
  sure: {
    title: "Delete what was written down?",
    text: "The text and its times go for good. The recording stays in your library.",
    delete: "Delete",
  },
  empty: {
    title: "Nothing was written down yet",
    text: "Send a talk, an interview or a lesson. You get its text, and with times also subtitles:",
    example:
      "00:00:00,000 --> 00:00:03,400\nGood morning, everyone.\n\n00:00:03,400 --> 00:00:07,900\nToday we look at three things.",
  },
  unavailable: {
    no_model: {
      title: "No model that writes down speech is on offer",
      text: "Ask an administrator to offer one. What was written down before is still here.",
      admin: "Set a price for a speech-to-text model in the catalogue, or show a hidden one.",
    },
    missing: {
      title: "Speech cannot be written down here",
      text: "The provider of this installation has no such function. What was written down before is still here.",
      admin:
        "Only some of the provider's sites have this function. It is looked for again within an hour; SILICONFLOW_BASE_URL says which site is used.",
    },
  },
} as const;
