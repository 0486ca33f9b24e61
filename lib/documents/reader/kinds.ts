/** What a reader can do, and what it knows by its bytes but does not read. */
export type DocumentKind = "pdf" | "docx" | "pptx" | "xlsx" | "csv" | "html" | "markdown" | "text" | "code";

const office: Record<string, DocumentKind> = {
  pdf: "pdf",
  docx: "docx",
  docm: "docx",
  dotx: "docx",
  pptx: "pptx",
  pptm: "pptx",
  ppsx: "pptx",
  potx: "pptx",
  xlsx: "xlsx",
  xlsm: "xlsx",
  xltx: "xlsx",
};

const written: Record<string, DocumentKind> = {
  csv: "csv",
  tsv: "csv",
  html: "html",
  htm: "html",
  xhtml: "html",
  md: "markdown",
  markdown: "markdown",
  mdx: "markdown",
  txt: "text",
  text: "text",
  log: "text",
  rst: "text",
  adoc: "text",
  tex: "text",
  bib: "text",
  srt: "text",
  vtt: "text",
  eml: "text",
  ics: "text",
  vcf: "text",
};

const code = new Set(
  `asm awk bash bat c cc cfg clj cljs cmake cmd coffee conf cpp cr cs css cu cxx d dart diff dockerfile editorconfig elm env
  erl ex exs f90 fish for fs fsx gd go gql gradle graphql groovy h hcl hh hpp hs hxx ini ino ipynb java jl js json json5
  jsonc jsonl jsx kt kts less lisp lock lua m makefile mjs cjs mm mts cts nim nix php pl plist pm po properties proto ps1
  psm1 py pyi pyw r rake rb re rkt rs rust s sass scala scm scss sh sol sql st svelte swift sv tcl tf tfvars toml ts tsx
  v vb vbs vhd vhdl vim vue wat wgsl xml xsd xsl xslt yaml yml zig zsh`.split(/\s+/),
);

/** Known formats that hold no text, or text that is not read here. */
const unread = new Set(
  `doc dot xls xlt xlsb ppt pps odt ods odp rtf epub mobi pages numbers key wps et dps zip 7z rar gz tgz bz2 xz tar iso dmg
  exe dll so dylib bin class jar war apk wasm o a pyc png jpg jpeg gif webp avif heic bmp tif tiff ico psd svgz mp3 wav ogg
  flac m4a aac opus mp4 mov avi mkv webm sqlite db parquet ttf otf woff woff2`.split(/\s+/),
);

const byMediaType: Record<string, DocumentKind> = {
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
};

/** What a name says; undefined where it says nothing. */
export function kindByName(name: string): DocumentKind | "unread" | undefined {
  const file = name.toLowerCase().split(/[/\\]/).at(-1)!;
  const extension = file.split(".").at(-1)!;
  const claimed = Object.hasOwn(office, extension) ? office[extension] : undefined;
  if (claimed) return claimed;
  if (Object.hasOwn(written, extension)) return written[extension];
  if (code.has(extension)) return "code";
  return file.includes(".") && unread.has(extension) ? "unread" : undefined;
}

/**
 * What a media type says, where it can be believed: systems call text files many things, a CSV file a workbook of Excel
 * and TypeScript a film, but nothing else a PDF or a file of the newer Office.
 */
export function kindByMediaType(mediaType: string): DocumentKind | undefined {
  const bare = mediaType.split(";", 1)[0]!.trim().toLowerCase();
  return Object.hasOwn(byMediaType, bare) ? byMediaType[bare] : undefined;
}
