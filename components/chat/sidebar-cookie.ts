/** Remembers on wide screens whether the list of conversations is hidden. Read by the server, written by the browser. */
export const sidebarCookie = "silica.conversations";
