# The image of the jobs: mxdr, the folder of customers, and a browser that prints. See docs/workers.md for how it is built and run.
#
# Name the base image by digest in a pipeline (docker build --build-arg NODE_IMAGE=node:22-bookworm-slim@sha256:…): the tag moves with every update of Debian.
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc turbo.json tsconfig.base.json ./
COPY packages packages
COPY stacks stacks
ENV TURBO_TELEMETRY_DISABLED=1
RUN npm ci --no-audit --no-fund && npm run build
# What is in the image, for whoever has to know what a new advisory concerns. npm lists nothing for a project without a version.
RUN npm pkg set "version=$(node -p "require('./packages/cli/package.json').version")" \
  && npm sbom --omit=dev --sbom-format=cyclonedx > sbom.cdx.json
# Only what runs: no compiler, no tests, no sources.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && find packages stacks -type d -name src -prune -exec rm -rf {} + \
  && rm -rf stacks/golden packages/*/.turbo stacks/.turbo

FROM ${NODE_IMAGE}
# tini ends what a browser leaves behind, which a Node.js process with id 1 does not. The browser comes with Debian's security updates: build anew for them.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates chromium-headless-shell fonts-dejavu-core tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app /app
COPY reports reports
COPY templates templates
COPY customers customers
# Nobody, as far as files go: the program is root's and nobody else can change it. As root the browser would have to give up its sandbox.
USER 1000:1000
ENV NODE_ENV=production HOME=/tmp MXDR_CACHE_DIR=/tmp/mxdr MXDR_CUSTOMERS=/app/customers
# The program is whole. A worker has no port to ask at: what it does is in its log and in the lengths of the queues.
HEALTHCHECK --interval=5m --timeout=30s CMD ["node", "/app/packages/cli/bin/mxdr.js", "--version"]
ENTRYPOINT ["tini", "--", "node", "/app/packages/cli/bin/mxdr.js"]
CMD ["worker"]
