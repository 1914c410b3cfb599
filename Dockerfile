# Emulated model providers in a container. Built from the installed package: docker build -t brownout node_modules/brownout
FROM node:24-alpine
WORKDIR /brownout
COPY package.json README.md LICENSE ./
COPY dist ./dist
RUN npm install --omit=dev --no-audit --no-fund
USER node
EXPOSE 4600
HEALTHCHECK --interval=2s --timeout=2s CMD ["node", "-e", "fetch('http://127.0.0.1:4600/__brownout/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/brownout/dist/src/cli/main.js"]
CMD ["serve", "--host", "0.0.0.0"]
