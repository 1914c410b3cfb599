# Lets Codex answer, with its tools.
mkdir -p "$HOME/.codex"
cat > "$HOME/.codex/config.toml" <<SETTINGS
model = "gpt-5-codex"
model_provider = "emulated"
[model_providers.emulated]
name = "emulated"
base_url = "$OPENAI_BASE_URL"
env_key = "OPENAI_API_KEY"
wire_api = "responses"
SETTINGS
export OPENAI_API_KEY=test
exec "$PROGRAMS"/@openai/codex-linux-x64/vendor/*/bin/codex exec --skip-git-repo-check "$PROMPT" < /dev/null
