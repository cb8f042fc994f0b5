FROM node:20-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
RUN node -e "import('./scripts/ensure-dependencies.mjs').then((m) => m.ensureDependencies())"
COPY . .
RUN npm run build \
  && mkdir -p .tracemap && chown node:node .tracemap
USER node
EXPOSE 3000
CMD ["node", "--max-old-space-size=1024", "scripts/start.mjs"]
