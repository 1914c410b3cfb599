# Lets Gemini CLI answer, with its tools.
mkdir -p "$HOME/.gemini"
echo '{"security":{"auth":{"selectedType":"gemini-api-key"}},"privacy":{"usageStatisticsEnabled":false},"general":{"disableAutoUpdate":true}}' \
  > "$HOME/.gemini/settings.json"
export GEMINI_API_KEY=test
exec "$NODE" "$PROGRAMS/@google/gemini-cli/bundle/gemini.js" --skip-trust --yolo --model gemini-2.5-pro --prompt "$PROMPT" < /dev/null
