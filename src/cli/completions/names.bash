
# Names of commands, messages, worlds and so on: the program knows them.
_vmcons_or_name() {
    local kind="" names word="$2"
    case "$COMP_CWORD ${COMP_WORDS[1]}" in
        "2 learn") kind=lesson ;;
        "2 play") kind=demo ;;
        "3 show") kind="${COMP_WORDS[2]}" ;;
    esac
    case "$3" in
        --scenario) kind=scenario ;;
        --theme) kind=theme ;;
    esac
    _vmcons "$@"
    if [[ -z $kind || $word == -* ]]; then
        return 0
    fi
    case "$kind" in
        command | message | privilege) word="${word^^}" ;;
    esac
    names=$("$1" list "${kind}s" --names 2>/dev/null)
    COMPREPLY+=($(compgen -W "$names" -- "$word"))
}
complete -F _vmcons_or_name -o bashdefault -o default vmcons
