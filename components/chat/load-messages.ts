/**
 * The drawing of messages, which an empty chat does without: loaded with the first key of the first message, or with the
 * page where there are messages already.
 */
export const loadMessages = () => import("./message-list");
