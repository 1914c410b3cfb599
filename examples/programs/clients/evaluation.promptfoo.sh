# Lets promptfoo evaluate a prompt, and prints the result from its table. The rest of its output differs in each run.
cat > "$HOME/promptfooconfig.yaml" <<SETTINGS
prompts: ['{{question}}']
providers:
  - id: openai:chat:gpt-4o
    config: { apiBaseUrl: '$OPENAI_BASE_URL', apiKey: test }
tests: [{ vars: { question: '$PROMPT' } }]
SETTINGS
export PROMPTFOO_CONFIG_DIR="$HOME/.promptfoo" PROMPTFOO_DISABLE_TELEMETRY=1 PROMPTFOO_DISABLE_UPDATE=1 PROMPTFOO_DISABLE_REMOTE_GENERATION=1
"$NODE" "$PROGRAMS/promptfoo/dist/src/entrypoint.js" eval --config "$HOME/promptfooconfig.yaml" --no-cache --no-write --no-progress-bar \
  > promptfoo.txt < /dev/null
code=$?
sed 's/\x1b\[[0-9;]*m//g' promptfoo.txt | sed -n 's/^│[^│]*│ *\([^│]*[^ │]\) *│$/\1/p'
exit $code
