export const failure = {
  codes: {
    invalid_input: {
      title: "Something in this request is not right",
      next: "Correct the marked fields and try again.",
    },
    unauthenticated: { title: "You are signed out", next: "Sign in and try again." },
    quota_exceeded: {
      title: "Your allowance for this period is used up",
      next: "Wait for the next period, or ask an administrator for more.",
    },
    forbidden: {
      title: "You may not do this",
      next: "Ask an administrator if you need it.",
    },
    not_found: {
      title: "This is not here",
      next: "It may have been deleted. Go back and reload the page.",
    },
    conflict: {
      title: "This has changed in the meantime",
      next: "Reload the page and try again.",
    },
    too_large: { title: "This is too large", next: "Send less at a time." },
    unsupported: {
      title: "This model cannot do that",
      next: "Choose another model or leave that option out.",
    },
    provider_rejected: {
      title: "The provider refused the request",
      next: "Change the request or choose another model.",
    },
    rate_limited: {
      title: "Too many requests at the moment",
      next: "Wait a little and try again.",
    },
    internal: {
      title: "Something failed on the server",
      next: "Try again. If it happens again, give your administrator the number under Details.",
    },
    provider_unavailable: {
      title: "The provider is not available",
      next: "Try again in a moment or choose another model.",
    },
    unavailable: {
      title: "The server is busy or restarting",
      next: "Try again in a few seconds.",
    },
  },
  reasons: {
    unconfigured: {
      title: "No model provider is connected",
      cause: "This installation has no provider key.",
      next: "Ask an administrator to connect the provider.",
      nextAdmin: "Set SILICONFLOW_API_KEY and restart the server.",
    },
    key: {
      title: "The provider does not accept the key",
      cause: "The installation's key is missing, wrong or revoked, or belongs to the provider's other site.",
      next: "Tell an administrator. You cannot mend this yourself.",
      nextAdmin: "Check SILICONFLOW_API_KEY, and that SILICONFLOW_BASE_URL is the site the key was made on.",
    },
    balance_or_verification: {
      title: "The provider account cannot pay",
      cause: "Its balance is used up, or the account is not verified.",
      next: "Tell an administrator. You cannot mend this yourself.",
      nextAdmin:
        "Top up the account or complete its verification at the provider. After a payment it may take some minutes.",
    },
    permission: {
      title: "The provider account may not use this model",
      cause: "The model needs a permission or a verified identity that the account lacks.",
      next: "Choose another model, or tell an administrator.",
      nextAdmin: "Verify the account at the provider, or hide this model.",
    },
    model_unknown: {
      title: "The provider no longer offers this model",
      cause: "The model was retired, renamed, or is not available on this site.",
      next: "Choose another model.",
      nextAdmin: "Choose another model. The catalogue marks retired models at its next sync.",
    },
    parameters: {
      title: "The provider refused the settings",
      cause: "This model does not accept one of the chosen settings or its value.",
      next: "Reset the parameters of this chat and try again.",
      nextAdmin: "Reset the parameters. If it happens with standard settings too, quote the trace id to the provider.",
    },
    context_length: {
      title: "The conversation is too long for this model",
      cause: "The messages and the wanted answer exceed what the model can read at once.",
      next: "Start a new chat, shorten the message, or choose a model with a longer context.",
      nextAdmin: "Start a new chat, shorten the message, or choose a model with a longer context.",
    },
    vision: {
      title: "This model cannot see pictures",
      cause: "The question comes with pictures, and the chosen model reads text alone.",
      next: "Choose a model that can see, or leave the pictures out.",
    },
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
    timeout: {
      title: "There was no answer in time",
      cause: "What was to be fetched took too long.",
      next: "Try again in a moment.",
    },
    document_pages: {
      title: "A document does not have all of these pages",
      next: "Choose its pages again.",
    },
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
    moderation: {
      title: "The provider's content rules refused this",
      cause: "Something in the request was judged unsuitable.",
      next: "Word the request differently.",
      nextAdmin: "Word the request differently.",
    },
    too_large: {
      title: "The request is too large for the provider",
      cause: "The attached files or the text exceed the provider's limit.",
      next: "Send fewer or smaller files.",
      nextAdmin: "Send fewer or smaller files.",
    },
    endpoint_missing: {
      title: "The provider does not know this function",
      cause: "The configured address may be wrong, or this site does not offer the function.",
      next: "Tell an administrator.",
      nextAdmin: "Check SILICONFLOW_BASE_URL: it should end in /v1 once.",
    },
    endpoint_gone: {
      title: "The provider has withdrawn this function",
      cause: "It is no longer offered on this site.",
      next: "Use another function or model.",
      nextAdmin: "Nothing is wrong with the key; the function is simply gone.",
    },
    rate_minute: {
      title: "The provider's limit per minute is reached",
      cause: "Everyone here shares the account's limit for this model.",
      next: "Wait about a minute and try again, or choose another model.",
      nextAdmin: "Wait about a minute. A higher usage tier of the account raises the limit.",
    },
    rate_hour: {
      title: "The provider's limit per hour is reached",
      cause: "Everyone here shares the account's limit for this model.",
      next: "Choose another model, or try again later.",
      nextAdmin: "Choose another model. A higher usage tier of the account raises the limit.",
    },
    rate_day: {
      title: "The provider's limit for today is reached",
      cause: "Everyone here shares the account's daily limit for this model.",
      next: "Choose another model, or try again tomorrow.",
      nextAdmin: "Choose another model. Verification or a higher usage tier raises the daily limit.",
    },
    overloaded: {
      title: "The model is overloaded",
      cause: "Too many people are using it at the provider.",
      next: "Try again in a moment or choose another model.",
      nextAdmin: "Try again in a moment or choose another model.",
    },
    provider_fault: {
      title: "The provider failed",
      cause: "Its service reported an error of its own.",
      next: "Try again. If it goes on, choose another model.",
      nextAdmin: "Try again. If it goes on, quote the trace id under Details to the provider's support.",
    },
    gateway_timeout: {
      title: "The provider took too long",
      cause: "Its gateway gave up waiting for the model.",
      next: "Try again, ask for a shorter answer, or choose another model.",
      nextAdmin: "Try again, ask for a shorter answer, or choose another model.",
    },
    unreachable: {
      title: "The provider cannot be reached",
      cause: "The connection failed or broke before an answer began.",
      next: "Try again in a moment.",
      nextAdmin: "Check the server's network, its proxy, and SILICONFLOW_BASE_URL.",
    },
    timeout_connect: {
      title: "The provider cannot be reached",
      cause: "Connecting took too long.",
      next: "Try again in a moment.",
      nextAdmin: "Check the server's network, its proxy, and SILICONFLOW_BASE_URL.",
    },
    timeout_first_token: {
      title: "The answer did not begin in time",
      cause: "The model stayed silent for too long.",
      next: "Try again or choose another model.",
      nextAdmin: "Try again or choose another model. PROVIDER_FIRST_TOKEN_TIMEOUT_MS sets the limit.",
    },
    timeout_gap: {
      title: "The answer stopped in the middle",
      cause: "The provider fell silent. What had arrived is kept.",
      next: "Continue the answer or ask again.",
      nextAdmin: "Continue the answer or ask again. PROVIDER_GAP_TIMEOUT_MS sets the limit.",
    },
    timeout_total: {
      title: "The answer took too long",
      cause: "It passed the time an answer may take. What had arrived is kept.",
      next: "Continue the answer or ask for a shorter one.",
      nextAdmin: "Continue the answer or ask for a shorter one. PROVIDER_TOTAL_TIMEOUT_MS sets the limit.",
    },
    cut: {
      title: "The answer was cut off",
      cause: "The connection to the provider ended early. What had arrived is kept.",
      next: "Continue the answer or ask again.",
      nextAdmin: "Continue the answer or ask again.",
    },
    malformed: {
      title: "The provider's answer cannot be used",
      cause: "It is not what was promised: damaged, incomplete, or of another kind.",
      next: "Try again. If it goes on, choose another model.",
      nextAdmin: "Check that SILICONFLOW_BASE_URL points at the provider and that no proxy changes its answers.",
    },
    retired: {
      title: "This model is retired",
      cause: "The provider no longer lists it.",
      next: "Choose another model.",
      nextAdmin: "Choose another model.",
    },
    unpriced: {
      title: "This model has no price yet",
      cause: "Models without a price in the installation's currency are not offered.",
      next: "Choose another model, or ask an administrator to set a price.",
      nextAdmin: "Set a price for this model in the catalogue.",
    },
    hidden: {
      title: "This model is not offered here",
      cause: "An administrator has hidden it.",
      next: "Choose another model.",
      nextAdmin: "Show the model again in the catalogue, or choose another.",
    },
    model: {
      title: "There is no such model",
      cause: "The catalogue does not know it.",
      next: "Choose another model.",
      nextAdmin: "Choose another model.",
    },
    sub_type: {
      title: "This model is made for something else",
      cause: "Its kind does not fit what was asked.",
      next: "Choose another model.",
      nextAdmin: "Choose another model.",
    },
    no_model: {
      title: "No chat model is on offer",
      cause: "No model has a price in the installation's currency, or all are hidden.",
      next: "Ask an administrator to offer a model.",
      nextAdmin: "Set a price for a model in the catalogue, or show a hidden one.",
    },
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
    monthly_limit: {
      title: "Your monthly limit does not cover this",
      cause: "What is left of it is less than this request may cost.",
      next: "Ask for less, choose a cheaper model, or ask an administrator for a higher limit.",
      nextAdmin: "Raise the limit under Administration, or choose a cheaper model.",
    },
    account_disabled: {
      title: "Your account was disabled",
      cause: "An administrator has disabled it while the answer was being written.",
      next: "Ask your administrator.",
      nextAdmin: "Ask another administrator.",
    },
    over_budget: {
      title: "The answer was stopped at its limit",
      cause: "The model wrote on beyond the longest answer it was given, and beyond the money held for it.",
      next: "What it wrote is kept. Go on from there, or allow a longer answer in the settings of this chat.",
      nextAdmin: "What it wrote is kept. Go on from there, or allow a longer answer in the settings of this chat.",
    },
    empty_answer: {
      title: "The model answered nothing",
      cause: "The provider ended the answer without any text.",
      next: "Ask again, or choose another model.",
      nextAdmin: "Ask again, or choose another model.",
    },
    tool_steps: {
      title: "The answer used its tools as often as it may",
      cause: "One answer may take only so many steps with tools, and the model wanted more.",
      next: "Continue the answer, or ask in smaller parts.",
      nextAdmin: "Continue the answer, or raise CHAT_TOOL_STEPS.",
    },
    not_asking: {
      title: "This call no longer waits for you",
      cause: "It was decided before, took too long, or its answer has ended.",
      next: "Ask again if you still want it.",
      nextAdmin: "Ask again if you still want it.",
    },
    thinking_used_up: {
      title: "The model thought until its limit",
      cause: "All tokens of the answer went into the reasoning, and none were left for the text.",
      next: "Raise the answer's limit, lower the thinking budget, or switch thinking off.",
      nextAdmin: "Raise the answer's limit, lower the thinking budget, or switch thinking off.",
    },
    shutdown: {
      title: "The server was restarted",
      cause: "The answer was interrupted by it. What had arrived is kept.",
      next: "Continue the answer or ask again.",
      nextAdmin: "Continue the answer or ask again.",
    },
    answer_lost: {
      title: "The answer did not arrive",
      cause: "The connection or the server ended before it came. What had come by then is paid for.",
      next: "Ask once more.",
      nextAdmin: "Ask once more.",
    },
    lost: {
      title: "The answer was interrupted",
      cause: "The server stopped unexpectedly. What had arrived is kept.",
      next: "Continue the answer or ask again.",
      nextAdmin: "Continue the answer or ask again. The server's log may say why it stopped.",
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
      next: "Save it as MP3, WAV, FLAC, Opus or M4A and send that.",
    },
    audio_codec: {
      title: "This kind of recording cannot be decoded here",
      next: "Save it as MP3, WAV, FLAC or Opus and send that.",
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
    too_many_folders: {
      title: "There are too many folders",
      next: "Delete one that you no longer need.",
      nextAdmin: "Delete one that you no longer need.",
    },
    too_many_prompts: {
      title: "There are too many prompts",
      next: "Delete some that you no longer need.",
      nextAdmin: "Delete some that you no longer need.",
    },
    too_many_shares: {
      title: "Too many links are open",
      next: "Revoke some that are no longer needed.",
      nextAdmin: "Revoke some that are no longer needed.",
    },
    sharing_off: {
      title: "Sharing is switched off",
      next: "Ask an administrator to switch it on.",
      nextAdmin: "Switch it on under Administration, Sharing.",
    },
    share: {
      title: "This conversation is too long to be shared",
      next: "Export it as Markdown and send the file instead.",
      nextAdmin: "Export it as Markdown and send the file instead.",
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
    import_unknown: {
      title: "This file is none that can be imported",
      next: "Choose a JSON export of Silica, ChatGPT, NextChat, Chatbox or Open WebUI.",
      nextAdmin: "Choose a JSON export of Silica, ChatGPT, NextChat, Chatbox or Open WebUI.",
    },
    import_packed: {
      title: "This file is an archive",
      next: "Unpack it, and choose the JSON file in it: conversations.json of ChatGPT.",
      nextAdmin: "Unpack it, and choose the JSON file in it: conversations.json of ChatGPT.",
    },
    import_broken: {
      title: "This file is not whole",
      next: "Download the export once more.",
      nextAdmin: "Download the export once more.",
    },
    import_running: {
      title: "Another import is under way",
      next: "Wait for its end.",
      nextAdmin: "Wait for its end.",
    },
    import: {
      title: "This file is too large",
      next: "Export fewer conversations at a time.",
      nextAdmin: "Export fewer conversations at a time.",
    },
  },
} as const;
