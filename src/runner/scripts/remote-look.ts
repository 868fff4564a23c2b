/**
 * Bash, on the other host, with a run's folder: names what still lives of it.
 */
export const LOOK = `read -r pid birth <"$1/pid" || { echo 'wk-failed its folder there is gone' >&2; exit 91; }
__wk_this_boot "$birth" && __wk_left "\${1##*/}" "$pid" >&2
echo wk-looked >&2
`;
