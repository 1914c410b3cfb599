# Lets Continue answer, with its tools.
cat > "$HOME/continue.yaml" <<SETTINGS
name: emulated
version: 1.0.0
schema: v1
models:
  - name: gpt-4o
    provider: openai
    model: gpt-4o
    apiBase: $OPENAI_BASE_URL
    apiKey: test
    roles: [chat]
SETTINGS
export CONTINUE_TELEMETRY_ENABLED=0 CONTINUE_METRICS_ENABLED=0
exec "$NODE" "$PROGRAMS/@continuedev/cli/dist/cn.js" --config "$HOME/continue.yaml" --auto --print "$PROMPT" < /dev/null
