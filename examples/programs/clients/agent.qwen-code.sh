# Lets Qwen Code answer, with its tools.
mkdir -p "$HOME/.qwen"
echo '{"security":{"auth":{"selectedType":"openai"}},"privacy":{"usageStatisticsEnabled":false}}' > "$HOME/.qwen/settings.json"
export OPENAI_API_KEY=test OPENAI_MODEL=gpt-4o
exec "$NODE" "$PROGRAMS/@qwen-code/qwen-code/cli.js" --yolo --prompt "$PROMPT" < /dev/null
