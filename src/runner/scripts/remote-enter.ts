/**
 * Bash, on the other host: runs a statement that was brought there before on the terminal.
 */
export const ENTER = `exec "$BASH" --noprofile --norc -c '. "$3"; eval -- "$__wk_text"' bash "$1" "$2" "\${0%/*}/shell.bash"
`;
