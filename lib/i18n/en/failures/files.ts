/** What is wrong with a file, its address or its place. */
export const files = {
  attachments_length: {
    title: "What is attached is too long for this model",
    cause: "The pictures and files need more tokens than the model can read at once.",
    next: "Choose pages of a document, leave something out, or choose a model with a longer context.",
  },
  attachment_kind: {
    title: "A file cannot be attached like that",
    next: "Remove it and add it again.",
  },
  attachment: {
    title: "A picture could not be read",
    cause: "The server has trouble with its store of files. Nothing was sent and nothing is to be paid.",
    next: "Try again in a moment.",
  },
  document_reading: {
    title: "A document is still being read",
    next: "Wait a moment and send again.",
  },
  document_pages: {
    title: "A document does not have all of these pages",
    next: "Choose its pages again.",
  },
  file: {
    title: "This model cannot read such a file",
    cause: "The kind of file is not one the model understands.",
    next: "Remove the file or choose another model.",
    nextAdmin: "Remove the file or choose another model.",
  },
  address: {
    title: "This address cannot be used",
    next: "It has to begin with http:// or https:// and hold no name or password.",
  },
  private_address: {
    title: "This address leads into a private network",
    next: "Use a public address.",
  },
  address_unreachable: {
    title: "Nothing useful is at this address",
    next: "Check it, or try again in a moment.",
  },
  address_timeout: {
    title: "The address took too long to answer",
    next: "Try again in a moment, or use another one.",
  },
  disk_full: {
    title: "The server has no space left for files",
    next: "Tell an administrator.",
    nextAdmin: "Make room where STORAGE_URL points.",
  },
  storage_unreachable: {
    title: "The place where files are kept cannot be reached",
    cause: "Everything else works. Nothing that was kept is lost.",
    next: "Try again in a minute.",
    nextAdmin: "Check the bucket of STORAGE_URL and its keys; the server's log says what it answers.",
  },
  storage_full: {
    title: "Your storage is full",
    cause: "Your files, those in the trash included, take all the room you have.",
    next: "Delete what you no longer need and empty the trash, or ask an administrator for more room.",
    nextAdmin: "Delete what you no longer need, or give yourself more room under Administration.",
  },
  file_missing: {
    title: "This file is missing on the server",
    next: "Send it again.",
  },
  file_size: {
    title: "This file is too large",
    next: "Send a smaller one.",
  },
  empty_file: {
    title: "This file is empty",
    next: "Choose another one.",
  },
  broken_off: {
    title: "The file broke off on its way",
    next: "Send it again.",
  },
  checksum: {
    title: "The file was damaged on its way",
    next: "Send it again.",
  },
  audio_damaged: {
    title: "This recording is damaged",
    next: "Choose another one, or save it anew and send that.",
  },
  audio_format: {
    title: "This file is not a recording that can be read here",
    next: "Save it as MP3, WAV, FLAC, Opus or M4A and send that. Bare samples have to be named .pcm or .raw.",
  },
  audio_codec: {
    title: "This kind of recording cannot be decoded here",
    next: "Save it as MP3, WAV, FLAC or Opus and send that.",
  },
  samples_odd: {
    title: "These are not whole samples",
    next: "Bare samples take two bytes, with two channels four. Try one channel if two are chosen; otherwise save it as WAV and send that.",
  },
  samples_noise: {
    title: "Read as bare samples, this is only noise",
    cause: "Samples of 16 bits are wanted, the lower byte first. This is something else, whatever its name says.",
    next: "Save it as WAV or MP3 and send that.",
  },
  audio_empty: {
    title: "There is no sound in this recording",
    next: "Choose another one, or record it again.",
  },
  audio_too_long: {
    title: "This recording is too long",
    next: "Send it in parts of less than twelve hours.",
  },
  not_audio: {
    title: "This file is not a recording",
    next: "Choose a recording.",
  },
  not_picture: {
    title: "This file is not a picture",
    next: "Choose a picture, or attach it as a document.",
  },
  picture_format: {
    title: "This kind of picture cannot be read",
    next: "Save it as JPEG, PNG, WebP, GIF or AVIF and send that.",
  },
  picture_damaged: {
    title: "This picture is damaged",
    next: "Choose another one, or save it anew and send that.",
  },
  picture_pixels: {
    title: "This picture has too many pixels",
    next: "Make it smaller and send that.",
  },
} as const;
