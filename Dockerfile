# Emulated model providers in a container. Built from the installed package: docker build -t brownout node_modules/brownout
FROM node:24-alpine
WORKDIR /brownout
COPY package.json README.md LICENSE ./
# The packages for the development of brownout are not resolved: among them are msw and fast-check, which the image needs as peers.
RUN npm pkg delete devDependencies overrides \
  && npm install --ignore-scripts --no-package-lock --no-audit --no-fund --cache /tmp/npm \
  && rm -r /tmp/npm
COPY dist ./dist
# `docker exec` finds the command, modules below /data find the package, and every user can write to /data.
RUN chmod +x dist/src/cli/main.js \
  && ln -s /brownout/dist/src/cli/main.js /usr/local/bin/brownout \
  && mkdir /node_modules \
  && ln -s /brownout /node_modules/brownout \
  && mkdir -m 1777 /data
WORKDIR /data
ENV BROWNOUT_HOST=0.0.0.0
USER node
EXPOSE 4600
HEALTHCHECK --interval=2s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.BROWNOUT_PORT ?? 4600}/__brownout/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/brownout/dist/src/cli/main.js"]
CMD ["serve"]
