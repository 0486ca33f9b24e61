/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  compress: true,
  // The optimiser fetches and decodes for anyone; pictures are sized when they are stored.
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "sharp", "undici"],
  // What the readers of documents and recordings need: processes of their own, whose files no import of the server
  // leads to.
  outputFileTracingIncludes: {
    "/api/assets/**": ["dist/audio-*.mjs"],
    "/api/documents/**": [
      "dist/document-read*.mjs",
      "node_modules/@napi-rs/canvas*/**",
      "node_modules/pdfjs-dist/{cmaps,iccs,standard_fonts,wasm}/**",
    ],
  },
  experimental: { optimizePackageImports: ["radix-ui", "lucide-react"] },
};

export default config;
