# Lets Cline answer, with its tools.
export CLINE_TELEMETRY_DISABLED=1
"$PROGRAMS/@cline/cli-linux-x64/bin/cline" auth --provider openai --apikey test --modelid gpt-4o --baseurl "$OPENAI_BASE_URL" > /dev/null 2>&1
exec "$PROGRAMS/@cline/cli-linux-x64/bin/cline" "$PROMPT" < /dev/null
