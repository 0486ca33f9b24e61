# syntax=docker/dockerfile:1

FROM node:24-bookworm-slim AS build
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && node scripts/release.mjs /release

# Debian, since the packaged PostgreSQL needs glibc.
FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Silica" \
      org.opencontainers.image.description="A self-hosted AI studio on SiliconFlow's models" \
      org.opencontainers.image.licenses="MIT"
# Everything below /app belongs to root and is only read; /data is all that is written.
COPY --from=build /release /app
RUN install --directory --owner=node --group=node --mode=0700 /data
ENV NODE_ENV=production DATA_FOLDER=/data HOST=0.0.0.0 PORT=3000
WORKDIR /app
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/start.mjs"]
