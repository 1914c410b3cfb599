# Lets the agent pi answer, with its tools.
mkdir -p "$HOME/.pi/agent"
cat > "$HOME/.pi/agent/models.json" <<MODELS
{"providers":{"emulated":{"baseUrl":"$OPENAI_BASE_URL","api":"openai-completions","apiKey":"test","models":[{"id":"gpt-4o"}]}}}
MODELS
exec "$NODE" "$PROGRAMS/@earendil-works/pi-coding-agent/dist/cli.js" --offline --no-session --no-extensions --no-skills \
  --model emulated/gpt-4o --print "$PROMPT" < /dev/null
