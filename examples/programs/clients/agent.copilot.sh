# Lets Copilot CLI answer, with its tools.
export COPILOT_OFFLINE=true COPILOT_PROVIDER_TYPE=openai COPILOT_PROVIDER_BASE_URL="$OPENAI_BASE_URL" COPILOT_PROVIDER_API_KEY=test
export COPILOT_MODEL=gpt-4o
exec "$NODE" "$PROGRAMS/@github/copilot/npm-loader.js" --prompt "$PROMPT" --silent --allow-all-tools < /dev/null
