# syntax=docker/dockerfile:1
#
# One file for every service:
#   docker build -f deploy/docker/service.Dockerfile --build-arg SERVICE=gateway -t arbiter-gateway .
# and for the command that migrates the databases and provisions the streams of all of them:
#   docker build -f deploy/docker/service.Dockerfile --target migrate --build-arg SERVICE="admin gateway …" -t arbiter-migrate .

# Compiled once, on whatever machine builds, for every platform.
FROM --platform=$BUILDPLATFORM node:24.21.0-trixie-slim AS build
WORKDIR /arbiter
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
RUN node node_modules/tsc7/bin/tsc -b apps/*/tsconfig.lib.json

# What the named services need at run time, at the locked versions, and nothing else.
FROM build AS pruned
# What is not JavaScript has to be the target's, not the builder's. The same for every service, and so done once.
ARG TARGETARCH
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --omit=dev --os=linux --libc=glibc \
    --cpu="$(echo "$TARGETARCH" | sed s/amd64/x64/)"
ARG SERVICE
RUN --mount=type=cache,target=/root/.npm node deploy/docker/prune.mjs /pruned $SERVICE

FROM gcr.io/distroless/nodejs24-debian13:nonroot AS runtime
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps

FROM runtime AS migrate
COPY --from=pruned /pruned /arbiter
WORKDIR /arbiter
CMD ["migrate.mjs"]

FROM runtime AS service
ARG SERVICE
COPY --from=pruned /pruned /arbiter
WORKDIR /arbiter/apps/${SERVICE}
# Services give memory back themselves; V8 does so too soon, and too much.
CMD ["--no-memory-reducer", "dist/main.js"]
