# Names of commands, messages, worlds and so on: the program knows them.
_vmcons_names() {
    local -a names
    names=(${(f)"$(_call_program names vmcons list ${words[CURRENT-1]}s --names 2>/dev/null)"})
    compadd -M 'm:{a-z}={A-Z}' -a names
}

