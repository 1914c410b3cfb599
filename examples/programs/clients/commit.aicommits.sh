# Lets aicommits write a message for a change. Without a terminal it prints it.
cat > "$HOME/.aicommits" <<SETTINGS
provider=custom
OPENAI_BASE_URL=$OPENAI_BASE_URL
OPENAI_API_KEY=test
OPENAI_MODEL=gpt-4o
SETTINGS
rm -rf commit && mkdir commit && cd commit || exit 1
git init --quiet
git config user.email someone@example.com
git config user.name Someone
echo 'Parcels leave at night.' > parcel.txt
git add parcel.txt
exec "$NODE" "$PROGRAMS/aicommits/dist/cli.mjs"
