/** What keeps a voice from being made or used. */
export const voices = {
  voice_missing: {
    title: "No voice is chosen",
    cause: "Speech needs a voice or a reference recording.",
    next: "Choose a voice and try again.",
    nextAdmin: "Choose a voice and try again.",
  },
  voice: {
    title: "This voice is not here",
    cause: "It may have been deleted, or is no longer shared.",
    next: "Choose another voice.",
  },
  voice_model: {
    title: "This voice was made for another model",
    next: "Choose that model, or another voice.",
  },
  voice_none: {
    title: "This model speaks with its own voices only",
    next: "Choose a model that takes voices of your own.",
  },
  voice_not_ready: {
    title: "This voice cannot be used yet",
    cause: "It is being uploaded, or its upload failed.",
    next: "Look at it under Voices.",
  },
  voice_gone: {
    title: "The provider no longer has this voice",
    cause: "It was deleted there, or the installation's key belongs to another account now.",
    next: "Upload its sample again under Voices.",
    nextAdmin: "Upload its sample again under Voices. Check whether the provider's account was changed.",
  },
  voice_verification: {
    title: "This installation cannot make voices yet",
    cause: "The provider's account lacks something it needs for that.",
    next: "Ask an administrator. The sample is kept.",
    nextAdmin:
      "The provider takes voices only from accounts with a verified identity and a balance. Complete the identity verification in the provider's console, under Account, then press Try again; the sample is kept.",
  },
  voice_refused: {
    title: "The provider refused this sample",
    cause: "It or its transcript is not as the provider wants it.",
    next: "Delete the voice and make it anew: one speaker, 8 to 10 seconds, and exactly the words that are said.",
  },
  voice_unsettled: {
    title: "Nobody can say whether the voice arrived",
    cause: "The provider did not answer, and does not list it.",
    next: "Try again. Should it turn up twice, one of them is deleted.",
  },
  voice_no_sample: {
    title: "The sample of this voice is gone",
    cause: "It was deleted from the library.",
    next: "Delete the voice and make it anew.",
  },
  voice_not_failed: {
    title: "This voice has not failed",
    next: "Reload the page to see how it stands.",
  },
  voice_not_audio: {
    title: "This file is no recording",
    next: "Choose an MP3, WAV, Opus or FLAC file, or record yourself.",
  },
  voice_too_short: {
    title: "This sample is too short",
    cause: "The provider needs at least two seconds to learn a voice.",
    next: "Choose a longer part: 8 to 10 seconds are best.",
  },
  voice_too_long: {
    title: "This sample is too long",
    cause: "The provider takes less than 30 seconds.",
    next: "Choose a shorter part: 8 to 10 seconds are best.",
  },
  voice_silent: {
    title: "Nothing is heard in this sample",
    next: "Choose another part, or check the microphone and record again.",
  },
  too_many_voices: {
    title: "You have as many voices as one person may have",
    next: "Delete one that you no longer need.",
  },
} as const;
