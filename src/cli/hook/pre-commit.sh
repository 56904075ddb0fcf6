#!/bin/sh
#
# Avant chaque commit, vérifie les dossiers tels qu’ils vont y entrer, et
# arrête le commit s’il y reste une erreur.
#
# Passer outre une fois : git commit --no-verify
# Retirer ce crochet :    cb hook remove

# Un logiciel ouvert depuis un bureau ignore souvent où cargo range ce qu’il
# installe.
PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

# git part déjà du haut du dépôt ; ainsi, qui lance ce crochet à la main aussi.
cd "$(git rev-parse --show-toplevel)" || exit 1

# Un commit sans aucun dossier n’a rien à vérifier.
git ls-files | grep -Eq '(^|/)dossier\.ya?ml"?$' || exit 0

# Sans cb, rien n’est vérifié. Laisser passer le ferait croire à tort : le
# commit est arrêté, et chacun décide de passer outre ou non.
if ! command -v cb >/dev/null 2>&1; then
    echo "cb est introuvable : les dossiers n’ont pas été vérifiés, le commit est arrêté." >&2
    echo "Installez cb, ou ajoutez au PATH le répertoire qui le contient." >&2
    echo "Pour passer outre une fois : git commit --no-verify" >&2
    exit 1
fi

cb validate --staged && exit 0

echo "Le commit est arrêté : corrigez, refaites « git add », puis « git commit »." >&2
echo "Pour passer outre une fois : git commit --no-verify" >&2
exit 1
