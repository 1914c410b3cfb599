# Lets opencode answer, with its tools.
mkdir -p "$HOME/.config/opencode"
cat > "$HOME/.config/opencode/opencode.json" <<SETTINGS
{"autoupdate":false,"share":"disabled","model":"emulated/gpt-4o","small_model":"emulated/gpt-4o-mini","provider":{"emulated":{
  "npm":"@ai-sdk/openai-compatible","options":{"baseURL":"$OPENAI_BASE_URL","apiKey":"test"},
  "models":{"gpt-4o":{"limit":{"context":128000,"output":16384}},"gpt-4o-mini":{"limit":{"context":128000,"output":16384}}}}}}
SETTINGS
export OPENCODE_DISABLE_MODELS_FETCH=true OPENCODE_DISABLE_AUTOUPDATE=true OPENCODE_DISABLE_LSP_DOWNLOAD=true
exec "$PROGRAMS/opencode-linux-x64/bin/opencode" run "$PROMPT" < /dev/null
