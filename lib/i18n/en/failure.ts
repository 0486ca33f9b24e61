import { calls } from "./failures/calls";
import { files } from "./failures/files";
import { keeping } from "./failures/keeping";
import { provider } from "./failures/provider";
import { sound } from "./failures/sound";
import { voices } from "./failures/voices";

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
    ...provider,
    ...calls,
    ...files,
    ...voices,
    ...sound,
    ...keeping,
  },
} as const;
