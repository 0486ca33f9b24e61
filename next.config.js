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
  experimental: { optimizePackageImports: ["radix-ui", "lucide-react"] },
};

export default config;
