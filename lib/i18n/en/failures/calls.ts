/** What keeps a call from being made or from ending whole. */
export const calls = {
  vision: {
    title: "This model cannot see pictures",
    cause: "The question comes with pictures, and the chosen model reads text alone.",
    next: "Choose a model that can see, or leave the pictures out.",
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
  tool_steps: {
    title: "The answer used its tools as often as it may",
    cause: "One answer may take only so many steps with tools, and the model wanted more.",
    next: "Continue the answer, or ask in smaller parts.",
    nextAdmin: "Continue the answer, or allow more steps under Administration, Tools.",
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
  lost: {
    title: "The answer was interrupted",
    cause: "The server stopped unexpectedly. What had arrived is kept.",
    next: "Continue the answer or ask again.",
    nextAdmin: "Continue the answer or ask again. The server's log may say why it stopped.",
  },
  answer_lost: {
    title: "The answer did not arrive",
    cause: "The connection or the server ended before it came. What had come by then is paid for.",
    next: "Ask once more.",
    nextAdmin: "Ask once more.",
  },
} as const;
