# Lets opencommit write a message for a change.
# It looks for a newer version of itself with npm.
export npm_config_offline=true
cat > "$HOME/.opencommit" <<SETTINGS
OCO_AI_PROVIDER=openai
OCO_API_KEY=test
OCO_API_URL=$OPENAI_BASE_URL
OCO_MODEL=gpt-4o
OCO_GITPUSH=false
SETTINGS
# Its first run only brings its settings up to date.
(cd "$HOME" && "$NODE" "$PROGRAMS/opencommit/out/cli.cjs" > /dev/null 2>&1 < /dev/null)
rm -rf commit && mkdir commit && cd commit || exit 1
git init --quiet
git config user.email someone@example.com
git config user.name Someone
echo 'Parcels leave at night.' > parcel.txt
git add parcel.txt
exec "$NODE" "$PROGRAMS/opencommit/out/cli.cjs" --yes < /dev/null
