export const chat = {
  markdown: {
    code: "Code",
    copyCode: "Copy the code",
    image: "Image",
    table: "Table",
    moreRows: "{shown} of {count} rows shown. Show more",
  },
} as const;
