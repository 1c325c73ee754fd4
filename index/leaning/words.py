"""Table: words that often speak of a circumstance, English and French; one kind of evidence of three.

Beginnings of words in texts as `overlap.normalised` leaves them: no case, accents or apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "few-examples": r"""
        (?:only|just|barely|maybe|got like|seulement|juste|que|a peine|peut etre) \w+ (?:\w+ )?(?:examples?|samples?|exemples?|pairs?|paires?)
        handful|poignee|hardly any|tiny (?:data|set)
        (?:little|not much|not enough|small) (?:\w+ )?(?:data|set\b|training)
        (?:too|very|so) few|few examples|not enough examples|peu d exemples
        (?:trop |tres )?peu de donnees|pas (?:assez|beaucoup) d|petit (?:jeu|corpus)|minuscule
        douzaine|dizaine|vingtaine|trentaine|dozen
    """,
    "many-examples": r"""
        (?:thousands|hundreds|tons|lots|plenty|loads|no shortage|milliers|centaines|plein|des tas|un tas|enormement|beaucoup|pas mal) (?:of|d|de)\b
        \d+ ?k (?:\w+ )?(?:ex|lab|pai|tick|sam|conv|ann|row|line|lign|mail|anno)
        (?:big|large|huge|clean|gros|grand|vaste|enorme|beau) (?:\w+ )?(?:data|jeu|corpus|set)
        enough (?:examples|data)|assez d exemples|years of (?:\w+ )?(?:chat|log|tick|mail)
        ans d (?:hist|arch|echang)|donnees en quantite
    """,
    "long-prompt": r"""
        (?:long|huge|giant|big|bigger|massive|enormous|monster|messy|bursting|endless) (?:\w+ )?(?:prompt|instruction|few shot)
        prompts? (?:\w+ ){0,3}(?:long|huge|giant|big|too|page|grown|full|\d+|trop|enorme|geant|deborde|fait|sature|s allonge|est plein)
        context (?:window|limit|length)|out of context|no room|don t fit|doesn t fit|won t fit
        can t (?:squeeze|fit)|token prompt|fenetre de contexte|limite de contexte|plus de place
        (?:ne )?(?:rentr|tien)\w* (?:plus|pas)|(?:tres |trop )?longs? (?:prompt|consigne)
        prompts? (?:system\w* )?(?:a rallonge|interm)|pages de consignes
        contexte (?:est )?(?:plein|sature)|wall of text|in(?:to)? every (?:call|request)
        dans chaque (?:appel|requete)|a chaque appel
    """,
    "token-cost": r"""
        cost|bill\b|price|pricey|expensive|cheap|spend|invoice|fees|token usage|margin|cents
        pay(?:ing)?\b|cout|cher\b|chere|facture|depens|prix|centimes|econom|moins cher
        tarif (?:api|des tok)|budget token|ruine
    """,
    "latency": r"""
        slow|latenc|lag|fast|quick|instant|real time|realtime|second|milli|\d+ ?ms\b|wait|speed
        response time|takes (?:ages|forever|too long)|p95|lent|rapid|vite|attend|attente
        temps (?:de rep|reel)|vitesse|traine|met (?:trop de temps|des plombes)|reactif|reactiv
    """,
    "style": r"""
        tone|voice|style|brand|sound|persona|write like|talk like|narrator|wording|robotic|ton\b
        voix|charte|marque|ecri\w+ comme|parle\w* comme|sonne|registre|plume|personnage
        redactionnel|tutoie|vouvoie|chaleureu
    """,
    "format": r"""
        format(?!ion)|json|xml|yaml|csv|schema|templat|layout|structur|parse|fields|output
        column|markdown|machine readable|gabarit|modele de (?:rapport|document|compte)|champs
        colonne|balise|mise en (?:page|forme)|trame|sortie
    """,
    "function-calling": r"""
        tool|function|fonction|outil|endpoint|arguments?\b|parametr|agent|appels? d|api inter
        internal api
    """,
    "jargon": r"""
        jargon|vocab|terminolog|terms?\b|acronym|abbrev|abrev|sigle|slang|argot|shorthand
        dialect|domain specific|specialis\w+ (?:language|words)|terme
        langage (?:metier|technique|du|de la)|patois|medical (?:words|language)|legal language
        legalese|understand our|comprend (?:pas|rien)
    """,
    "narrow-task": r"""
        classif|label|categor|sentiment
        one (?:single |narrow |specific |small |simple |repetitive )*(?:task|job|thing|purpose)
        single task|narrow|extract|tag(?:s|ging)?\b|rout(?:e|ing)|only (?:has|needs|does|ever)
        yes or no|same (?:task|question)|nothing else|trier|classer|etiquet
        une seule (?:tache|chose)|toujours la meme (?:tache|chose|question)
        tache (?:unique|precise|etroite|bien|repetitive|simple)|extrai|oui ou non|rien d autre
        detect|spam|une tache
    """,
    "changing-knowledge": r"""
        chang|updat|every (?:day|week|night|hour|month)|daily|weekly|hourly|monthly|current
        latest|fresh|up to date|out of date|outdated|new version|stock|price list|prices?\b|news
        evolu|mis a jour|mises? a jour|tous les (?:jours|mois|lundi|matin)|toutes les
        chaque (?:jour|semaine|mois|nuit|matin|trimestre)|quotidien|hebdo|actuel|recent|bouge
        perime|obsolete|actualit|tarifs
    """,
    "private-documents": r"""
        (?:our|internal|my|own|company|private) (?:\w+ )?(?:doc|wiki|manual|handbook|pdf|knowledge|polic|faq|intranet|confluence|sharepoint|notion|file|guide|contract|procedure|database|archive|record|product|catalog)
        in house doc|confluence|sharepoint|notion|intranet|wiki|manuals?\b|pdfs?\b|handbook
        knowledge base|base de connaissances
        (?:nos|notre|mes|internes?|maison) (?:\w+ )?(?:doc|proced|contrat|manuel|faq|wiki|fiches|notices|pdf|catalogue|reglement|archives|dossiers|notes|comptes)
        documents? internes?|documentation|procedures
    """,
    "citations": r"""
        cit(?:e|es|ed|ing|ation|ations|er|ent)\b|sources?\b|references?\b|quot
        where (?:it|the answer|each|every)|which (?:page|paragraph|document|passage|doc)
        link(?:s)? to|proof|trace|footnote|verif|audit|d ou (?:vient|sort|ca)
        quelle? (?:page|article|document|paragraphe|passage)|liens? vers|justifi|preuve
        note de bas|renvoi
    """,
    "fabrications": r"""
        hallucin|mak\w+ (?:\w+ )?(?:up|things)|made (?:\w+ )?up|invent|fabricat|lies|lying|fake
        bullshit|wrong facts|confidently|doesn t exist|don t exist|never existed|nonsense
        raconte|n importe quoi|faux\b|fausse|mensong|ment\b|affabul|imagin|existe(?:nt)? pas
        sort d on ne sait|delire|bidon|assurance
    """,
    "prompting-tried": r"""
        (?:tried|tested|rewrote|rewritten|tweak|tuned|optimi|iterat|polish|reword|weeks|months|hours|days|spent|dozens|many|various|all kinds|everything|exhaust|hit a wall|plateau|no luck|every trick|didn t help|not enough|isn t enough|wasn t enough|doesn t get|halfway|still|despite) (?:\w+ ){0,6}(?:prompt|few shot|shots|instruction|cot|chain)
        (?:prompt|few shot|shots|instruction)\w* (?:\w+ ){0,6}(?:didn t|doesn t|not enough|wasn t|isn t|plateau|only get|got us|still|fails?|no longer|limit|wall|suffi|plafonn|pas assez|ne change|change rien|n aide|rien|tourne|echou|bloqu)
        (?:essay|teste|tent|reecri|reformul|retravaill|peaufin|malgre|passe des|semaines|des heures) ?(?:\w+ ){0,6}(?:prompt|few shot|consigne|exemples dans|instruction)
    """,
    "prompting-untried": r"""
        (?:nothing|rien|haven t|have not|hasn t|havent|didn t|never|not|no|jamais|pas|aucun|zero) (?:\w+ ){0,5}(?:tr(?:y|ied)|test|essay|teste|tente|start|commenc|prompt|few shot|baseline)
        brand new|just start|day one|starting (?:out|from)|first (?:attempt|try|idea)
        from scratch|on (?:debute|demarre|part de|commence)|(?:premier|tout) (?:essai|debut|jet)
        straight (?:to|into)|directement
    """,
    "retrieval-tried": r"""
        (?:already|tried|tested|have|built|use|using|run|running|with|our|deja|essaye|teste|monte|en place|branche|avec|notre|on a) (?:\w+ ){0,4}(?:rag|retriev|vector|embedding|semantic|search|recherche|base vectorielle|retriever)
        (?:rag|retriev\w*|search|recherche\w*) (?:\w+ ){0,4}(?:works|running|in place|finds|is (?:live|up|set)|didn t|doesn t|isn t|not enough|still|en place|marche|tourne|trouve|suffi|ne|est)
        right passage|bon passage|bons passages
    """,
    "retrieval-untried": r"""
        (?:haven t|have not|hasn t|havent|didn t|never|not|no|without|yet to|jamais|pas|aucun|sans|rien) (?:\w+ ){0,6}(?:rag|retriev|vector|search|index|embedding|recherche|base vectorielle|looked up|qdrant)
    """,
    "no-budget": r"""
        budget|no (?:money|gpu|funds|cash)|broke|afford|free\b|gpus?\b|laptop|hobby|student
        sans (?:argent|le sou|moyens|gpu)|fauche|argent|gratuit|moyens|etudiant|association
        asso\b|hardware|compute|credits?|cloud|un rond|sous\b|euros? (?:par|de)|materiel
        carte graphique
    """,
    "no-team": r"""
        nobody|no one|none of us|alone|solo|on my own|just me|by myself|skill|expert
        ml (?:people|engineer|team|knowledge|background)|machine learning|data scien|no time
        little time|beginner|newbie|noob|never trained
        not (?:a )?(?:dev|coder|program|engineer|technical)|personne\b|seul\b|seule\b|tout seul
        competenc|debutant|pas le temps|peu de temps|pas (?:dev|develop|technique|informatic)
        ingenieur|connait rien|connaissons|profil|evenings|soirs|weekend|two of us|a deux\b
    """,
    "already-tuned": r"""
        (?:already|existing|current|last|our|we|my|deja|notre|mon|on a) (?:\w+ ){0,3}(?:(?:fine ?)?tun(?:ed|e)\b|trained|retrained|finetun\w+|lora|adapter|entraine|affine)
        tuned (?:model|vers|in|last|gpt|llama)|fine tuned (?:model|gpt|vers|one|classif)
        (?:modele|version) (?:\w+ ){0,2}(?:fine ?tune|affine|entraine)|ft model|ft gpt
        checkpoint|v1\b|first round|premier (?:fine|entrain)
    """,
    "new-data": r"""
        new (?:\w+ )?(?:data|examples|samples|tickets|conversations|cases|labels|feedback|batch|pairs|ones|intents|products)
        more (?:\w+ )?(?:data|examples|samples) (?:\w+ )?(?:com|arriv|every|each|since|now)
        keep (?:coming|arriving|getting|collecting)|fresh|every (?:day|week|month)
        (?:come|comes|coming|came) in|collected since|each (?:week|month)|since then|growing
        grows|nouve(?:aux|lles?|au)|frais|fraiches|arriv|s ajout|supplement
        chaque (?:jour|semaine|mois)|depuis (?:lors|le|la)|continu|grossi
    """,
    "small-model": r"""
        small|tiny model|on device|offline|edge|phone|laptop|tablet|raspberry|browser|mobile|cpu
        local(?:ly)?\b|embedded|without (?:internet|network|wifi)
        no (?:internet|connection|network|wifi)|\d ?b model|1b|2b|3b|phi|petit modele|hors ligne
        telephone|tablette|navigateur|embarqu|sans (?:internet|reseau|connexion|wifi)|en local
        leger|pas de (?:reseau|connexion|wifi)
    """,
    "privacy": r"""
        privac|private data|gdpr|rgpd|hipaa|confident|sensitive|leave (?:the|our|my|us)|leaves
        on prem|premis|in house|own servers?|third part|cloud (?:is|not)|no cloud|regulat
        legal (?:says|department|won)|patient|secret|compliance
        sort(?:ir|ent|e)? (?:de|pas|du|d)|sensible|souverain|chez nous
        hebergement (?:local|interne)|tiers|donnees (?:perso|de sante|clients)|serveurs
        juridique|dpo|quitter
    """,
    "no-evaluation": r"""
        evaluat|measur|metric|test set|test cases|benchmark
        know (?:if|whether|what good|how good)|tell (?:if|whether)|judge|baseline|quality|kpi
        gut feeling|by eye|eyeball|mesur|metrique|jeude test|savoir si|comment (?:juger|savoir)
        au (?:feeling|pif|doigt)|a l oeil|qualite|evaluer|critere
    """,
}
"""A line is some alternatives; of each only the beginning of its last word counts."""


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(line.strip() for line in words.strip().splitlines())})")


SPEAKING: Mapping[str, re.Pattern[str]] = {name: _compiled(said) for name, said in _WORDS.items()}
