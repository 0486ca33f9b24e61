/** What stands against folders, prompts, shares and imports. */
export const keeping = {
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
} as const;
