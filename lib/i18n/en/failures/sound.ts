/** What keeps speech from being made or written down. */
export const sound = {
  no_transcription_model: {
    title: "No model that writes down speech is on offer",
    cause: "No such model has a price in the installation's currency, or all are hidden.",
    next: "Ask an administrator to offer one.",
    nextAdmin: "Set a price for a speech-to-text model in the catalogue, or show a hidden one.",
  },
  transcription_missing: {
    title: "Speech cannot be written down here",
    cause: "The provider's site that this installation uses has no such function.",
    next: "Write the text yourself, or ask an administrator.",
    nextAdmin:
      "Only some of the provider's sites write down speech. It is looked for again within an hour, or set SILICONFLOW_BASE_URL to a site that has it.",
  },
  not_recording: {
    title: "This file is no recording",
    next: "Choose a sound file.",
  },
  transcription_too_long: {
    title: "This recording is too long",
    cause: "At most four hours are written down at once.",
    next: "Cut it, and send its parts.",
  },
  transcription_too_long_timed: {
    title: "This recording is too long for times",
    cause: "At most an hour is cut into phrases at once.",
    next: "Leave the times out, or cut the recording.",
  },
  transcription_unread: {
    title: "This recording could not be read",
    cause: "So there are no parts to ask for again.",
    next: "Start again with another recording.",
  },
  transcription_untimed: {
    title: "Nobody knows when what was said",
    cause: "Subtitles need times, and this was written down without them.",
    next: "Write the recording down once more, with times.",
  },
  speech_empty: {
    title: "There is nothing to say",
    cause: "The text has no words, only marks or space.",
    next: "Write something to be spoken.",
    nextAdmin: "Write something to be spoken.",
  },
  speech_too_long: {
    title: "This text is too long",
    cause: "A speech may have only so many characters here.",
    next: "Shorten the text, or speak it in several.",
    nextAdmin: "Shorten the text, or speak it in several.",
  },
  speech_marker: {
    title: "The mark <|endofprompt|> stands in the text",
    cause: "This model cannot take it there, and would read it aloud.",
    next: "Take it out; a word on how to speak has a field of its own where the model takes one.",
    nextAdmin: "Take it out; a word on how to speak has a field of its own where the model takes one.",
  },
  speech_instruction: {
    title: "This model takes no word on how to speak",
    next: "Remove it, or choose a model that takes one.",
    nextAdmin: "Remove it, or choose a model that takes one.",
  },
  speech_voice: {
    title: "This model does not have this voice",
    next: "Choose a voice that the model offers.",
    nextAdmin: "Choose a voice that the model offers.",
  },
  speech_second_voice: {
    title: "Two voices take a dialogue",
    cause: "Both are clips, the text has [S1] and [S2], and the model speaks dialogue.",
    next: "Remove the second voice, or choose two clips for a dialogue.",
    nextAdmin: "Remove the second voice, or choose two clips for a dialogue.",
  },
  speech_sample_rate: {
    title: "This format is not written at this sample rate",
    next: "Choose one that the format allows.",
    nextAdmin: "Choose one that the format allows.",
  },
  speech_cut: {
    title: "The sound ended too early",
    cause: "What came is kept and can be heard. It was counted by the provider.",
    next: "Repeat this part for the price shown.",
    nextAdmin: "Repeat this part for the price shown.",
  },
  clip_not_audio: {
    title: "This clip cannot be used",
    cause: "A clip of a voice is an MP3, WAV or Opus file.",
    next: "Choose another recording.",
    nextAdmin: "Choose another recording.",
  },
  clip_too_long: {
    title: "This clip is too long",
    cause: "A clip of a voice is shorter than 30 seconds.",
    next: "Trim it; 8 to 10 seconds are best.",
    nextAdmin: "Trim it; 8 to 10 seconds are best.",
  },
  no_speech_model: {
    title: "No model can read aloud",
    next: "Ask an administrator to offer a model that speaks.",
    nextAdmin: "Ask an administrator to offer a model that speaks.",
  },
  no_sound: {
    title: "There is no sound of this speech",
    cause: "None of its parts could be spoken.",
    next: "Look at why, and repeat them.",
    nextAdmin: "Look at why, and repeat them.",
  },
  part_whole: {
    title: "This part is whole",
    next: "There is nothing to repeat.",
    nextAdmin: "There is nothing to repeat.",
  },
  part_under_way: {
    title: "This part is being spoken",
    next: "Wait for its end.",
    nextAdmin: "Wait for its end.",
  },
} as const;
