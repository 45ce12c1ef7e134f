
# Names of commands, messages, worlds and so on: the program knows them.
function __fish_vmcons_place
    set -l words (commandline -opc)
    test (count $words) -eq $argv[1]; and test "$words[2]" = $argv[2]
end
complete -c vmcons -n "__fish_vmcons_place 2 show" -f -a "SHOWN"
complete -c vmcons -n "__fish_vmcons_place 2 list" -f -a "LISTED"
complete -c vmcons -n "__fish_vmcons_place 3 show" -f -a "(vmcons list (commandline -opc)[3]s --names 2>/dev/null)"
complete -c vmcons -n "__fish_vmcons_place 2 learn" -a "(vmcons list lessons --names)"
complete -c vmcons -n "__fish_vmcons_place 2 play" -a "(vmcons list demos --names)"
