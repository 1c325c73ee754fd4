# ruff: noqa: E501 - alternatives that belong together stand on one line
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
        douzaine|dizaine|vingtaine|trentaine|dozen|tiny\b|got like \d+|genre \d+ (?:bons )?ex
        (?:that s it|c est tout|grand max\w*|at most|pas plus|no more)|presque pas de donnees
        fit on one page|tiennent sur une page
        moins d(?:e|une) (?:\d\d|vingt|trente|dizaine|cinquante)\b|fewer than
        less than (?:\d\d|twenty|thirty|fifty)\b|scarce|rares? exemples
        manqu\w+ d(?:e|es)? (?:exemples|donnees)
    """,
    "many-examples": r"""
        (?:thousands|hundreds|tons|lots|plenty|loads|no shortage|milliers|centaines|plein|des tas|un tas|enormement|beaucoup|pas mal) (?:of|d|de)\b
        \d+ ?k (?:\w+ )?(?:ex|lab|pai|tick|sam|conv|ann|row|line|lign|mail|anno)
        (?:big|large|huge|clean|gros|grand|vaste|enorme|beau) (?:\w+ )?(?:data|jeu|corpus|set)
        enough (?:examples|data)|assez d exemples|years of (?:\w+ )?(?:chat|log|tick|mail)
        ans d (?:hist|arch|echang)|donnees en quantite
        \d[ ]?\d{3} (?:\w+ ){0,2}(?:ex|sam|pai|rep|tick|mail|cour|conv|text|lab|ann|ech)
        [2-9]\d\d (?:\w+ ){0,2}(?:ex|sam|pai|rep|tick|mail|cour|conv|text|lab|ann|ech)
        isn t the problem we have|en masse|une tonne|un (?:bon )?millier|corpus de
        dataset (?:of|de) \d{3,}
        (?:we have|on a|j ai|avec|with) (?:\w+ )?(?:large|gros|immense|riche|good|bon) (?:\w+ )?(?:dataset|historique|archive|corpus|stock)
        archives?\b|historique
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
        (?:prompt|consigne|instruction)\w* (?:\w+ ){0,4}(?:long|longue|interminable|token|k\b|pave|roman|usine)
        (?:\d+k?|mille) tokens (?:d|of|de)|pave|caser|bouffe|monster|bursting|stuff|bourr
        few shot (?:part|block|bloc)|fenetre
    """,
    "token-cost": r"""
        cost|bill\b|price|pricey|expensive|cheap|spend|invoice|fees|token usage|margin|cents
        pay(?:ing)?\b|cout|cher\b|chere|facture|depens|prix|centimes|econom|moins cher
        tarif (?:api|des tok)|budget token|ruine
        tokens? (?:\w+ ){0,3}(?:cost|hurt|cher|compte|bill|burn)|on paie|paye[rz]?\b
        burn through|marge|frais\b|consommation de tokens
        \d+ (?:dollars|euros) (?:par|a|per) (?:mois|month)|trop cher|revient
    """,
    "latency": r"""
        slow|latenc|lag|fast|quick|instant|real time|realtime|second|milli|\d+ ?ms\b|wait|speed
        response time|takes (?:ages|forever|too long)|p95|lent|rapid|vite|attend|attente
        temps (?:de rep|reel)|vitesse|traine|met (?:trop de temps|des plombes)|reactif|reactiv
        rame\b|eternite|accelerer|\d+ secondes?\b|delai|snappy|sluggish|faster|plus vite
        answers? (?:come|arrive)|pauses?\b|silence
    """,
    "style": r"""
        tone|voice|style|brand|sound|persona|write like|talk like|narrator|wording|robotic|ton\b
        voix|charte|marque|ecri\w+ comme|parle\w* comme|sonne|registre|plume|personnage
        redactionnel|tutoie|vouvoie|chaleureu|salesy|mimic|imit|speak\b|parler\b|personnalit
        ressembl|robot|maniere d|facon d(?:e|ont)|accent\b|humou?r|formal\b|formel|soutenu|sobre
        nos conseillers|our (?:editors|writers|copywriters)|redact|vouvoy|like (?:us|a friend)
        comme nous|identite
    """,
    "format": r"""
        format(?!ion)|json|xml|yaml|csv|schema|templat|layout|structur|parse|fields|output
        column|markdown|machine readable|gabarit|modele de (?:rapport|document|compte)|champs
        colonne|balise|mise en (?:page|forme)|trame|sortie|rubrique|section|etiquette et|score\b
        langage de requete|query language|proces verbal|forme demandee|parsable|parseable
        malform|syntax|tableau|strict|respecte (?:pas|jamais) (?:le|la|notre)
    """,
    "function-calling": r"""
        tool|function|fonction|outil|endpoint|arguments?\b|parametr|agent|appels? d|api inter
        internal api|actions? (?:que|nobody|it)|confuses? \w+ \w+ with|get \w+ for|api\b
        appelle (?:la|le|une|un) |appels? (?:de|a)|mauvais(?:e)? (?:outil|fonction|action)
        declench|trigger
    """,
    "jargon": r"""
        jargon|vocab|terminolog|terms?\b|acronym|abbrev|abrev|sigle|slang|argot|shorthand
        dialect|domain specific|specialis\w+ (?:language|words)|terme
        langage (?:metier|technique|du|de la)|patois|medical (?:words|language)|legal language
        legalese|understand our|comprend (?:pas|rien)|codes? (?:intern|piece|part)
        internal codes|lingo|nomenclature|special meaning|(?:own|sa|propre) (?:language|langue)
        langue rare|niche (?:language|lang)|mots (?:que|ont|a nous|du metier)|nos mots
        weak in our domain|our domain|notre (?:domaine|metier)|raccourcis
        nobody (?:outside|knows) |pige|trebuch|trips? it up|codes? maison|notre secteur
        our field|our industry|lexique|gloss
    """,
    "narrow-task": r"""
        classif|label|categor|sentiment
        one (?:single |narrow |specific |small |simple |repetitive )*(?:task|job|thing|purpose)
        single task|narrow|extract|tag(?:s|ging)?\b|rout(?:e|ing)|only (?:has|needs|does|ever)
        yes or no|same (?:task|question)|nothing else|trier|classer|etiquet
        une seule (?:tache|chose)|toujours la meme (?:tache|chose|question)
        tache (?:unique|precise|etroite|bien|repetitive|simple)|extrai|oui ou non|rien d autre
        detect|spam|une tache|single (?:job|purpose|use)|one job|seul (?:boulot|but|usage)
        seule mission|scor(?:e|ing)\b|not(?:er|ation)\b|rewrite|reecri|pulling|map(?:ping)?\b
        limited task|triage|triag|moderat|moder(?:er|ation)|priorit|aiguill|reper(?:er|age)
        tag(?:uer)\b|sort(?:ing|er)?\b|sortir (?:les|des) (?:noms|dates|champs|montants)|redirig
        binary|binaire|resum(?:er|es)|summar|translate|traduire|anonymis|same small|meme petite
        (?:task|tache) (?:\w+ )?(?:never changes|change jamais)
    """,
    "changing-knowledge": r"""
        chang|updat|every (?:day|week|night|hour|month)|daily|weekly|hourly|monthly|current
        latest|fresh|up to date|out of date|outdated|new version|stock|price list|prices?\b|news
        evolu|mis a jour|mises? a jour|tous les (?:jours|mois|lundi|matin)|toutes les
        chaque (?:jour|semaine|mois|nuit|matin|trimestre)|quotidien|hebdo|actuel|recent|bouge
        perime|obsolete|actualit|tarifs|revis|revu|stale|today s|du jour|sprint|amend|modifi
        all the time|constantly|sans arret|constamment|en permanence|moves? fast|turns? over
        true last|vrai|en vigueur|derniere version|newest|rotat|frequen|horaires|disponib
        availab|inventory|catalogue|catalog|trimestre|quarter|regulations?|reglementation
        a jour\b|release|journal des
    """,
    "private-documents": r"""
        (?:our|internal|my|own|company|private) (?:\w+ )?(?:doc|wiki|manual|handbook|pdf|knowledge|polic|faq|intranet|confluence|sharepoint|notion|file|guide|contract|procedure|database|archive|record|product|catalog)
        in house doc|confluence|sharepoint|notion|intranet|wiki|manuals?\b|pdfs?\b|handbook
        knowledge base|base de connaissances
        (?:nos|notre|mes|internes?|maison) (?:\w+ )?(?:doc|proced|contrat|manuel|faq|wiki|fiches|notices|pdf|catalogue|reglement|archives|dossiers|notes|comptes)
        documents? internes?|documentation|procedures
        (?:faq|manual|guide|rulebook|handbook|notes|docs?|articles?|catalogue?|fiches) (?:\w+ ){0,3}(?:of|de|pages|internal|interne)
        \d+ (?:pages?|pdf|doc|articles|manu|fiches|contrats|contracts)
        our (?:company|products|rulebook|rules|material|content|site|website|codebase|tickets archive)
        in our drive|notre (?:boite|entreprise|drive|site|reglement|guide|base)|help center
        centre d aide|data ?sheets?|fiches (?:produit|tech)
        (?:documents|contenu|fichiers|savoir) (?:prives?|internes?|de l entreprise|de la boite)
        nos (?:produits|consignes|guides|fichiers|conventions|regles|articles)
        none of this is public|pas public|answer (?:from|about|based on|using)
        repond\w* (?:a partir|d apres|sur|depuis|en se basant)|lecture notes|mes cours
    """,
    "citations": r"""
        cit(?:e|es|ed|ing|ation|ations|er|ent)\b|sources?\b|references?\b|quot
        where (?:it|the answer|each|every)|which (?:page|paragraph|document|passage|doc)
        link(?:s)? to|proof|trace|footnote|verif|audit|d ou (?:vient|sort|ca)
        quelle? (?:page|article|document|paragraphe|passage)|liens? vers|justifi|preuve
        note de bas|renvoi|paragraph|section (?:in|du)|evidence|check it|unsourced|guideline it
        tracabilit|remonter|renvoy|le lien\b|texte d origine|recommandation|back it up|appuy
        ground(?:ed)?|origin|article exact|page exacte|prouv|attribution
    """,
    "fabrications": r"""
        hallucin|mak\w+ (?:\w+ )?(?:up|things)|made (?:\w+ )?up|invent|fabricat|lies|lying|fake
        bullshit|wrong facts|confidently|doesn t exist|don t exist|never existed|nonsense
        raconte|n importe quoi|faux\b|fausse|mensong|ment\b|affabul|imagin|existe(?:nt)? pas
        sort d on ne sait|delire|bidon|assurance|sounds? sure|often false|doesn t know
        (?:pure |de la )?fiction|halucin|wrong (?:dates|names|numbers|answers|info)|factual
        guess|truthful|fabrique|erron|devine|niaiser|veracit|incorrect|inexact|se trompe|trompe
        sait pas|plausible|false (?:claims|information)|imaginary|baratin|pipeau|hors sol
        makes? stuff
    """,
    "prompting-tried": r"""
        (?:tried|tested|rewrote|rewritten|tweak|tuned|optimi|iterat|polish|reword|weeks|months|hours|days|spent|dozens|many|various|all kinds|everything|exhaust|hit a wall|plateau|no luck|every trick|didn t help|not enough|isn t enough|wasn t enough|doesn t get|halfway|still|despite) (?:\w+ ){0,6}(?:prompt|few shot|shots|instruction|cot|chain)
        (?:prompt|few shot|shots|instruction)\w* (?:\w+ ){0,6}(?:didn t|doesn t|not enough|wasn t|isn t|plateau|only get|got us|still|fails?|no longer|limit|wall|suffi|plafonn|pas assez|ne change|change rien|n aide|rien|tourne|echou|bloqu)
        (?:essay|teste|tent|reecri|reformul|retravaill|peaufin|malgre|passe des|semaines|des heures) ?(?:\w+ ){0,6}(?:prompt|few shot|consigne|exemples dans|instruction)
        (?:no|aucun) prompt\w* (?:gets|n y|ne)|(?:already|deja) (?:\w+ ){0,3}(?:few shot|prompt)
        as good as they get|chain of thought (?:didn|n a)|however i|no matter|prompting gets
        exhausted|epuis|disappoint|decev|measured our best prompt|meilleur prompt
        prompts? (?:au max|est optim|ne suff|a atteint)
        prompt (?:engineering|systeme) (?:\w+ ){0,4}(?:fait|done|passe|insuff|marche)|j ai beau
        frappe un mur|peu importe comment|best prompt|tout (?:y est passe|essaye)
        (?:rewr|rephras|reword|iterat)\w*|n (?:ont|a) (?:rien )?(?:change|suffi)
        malgre (?:\w+ ){0,3}(?:prompt|consigne|exempl)
        prompt\w* (?:\w+ ){0,4}(?:plus rien|insuffisant)
    """,
    "prompting-untried": r"""
        (?:nothing|rien|haven t|have not|hasn t|havent|didn t|never|not|no|jamais|pas|aucun|zero) (?:\w+ ){0,5}(?:tr(?:y|ied)|test|essay|teste|tente|start|commenc|prompt|few shot|baseline)
        brand new|just start|day one|starting (?:out|from)|first (?:attempt|try|idea)
        from scratch|on (?:debute|demarre|part de|commence)|(?:premier|tout) (?:essai|debut|jet)
        straight (?:to|into)|directement|only tried one|one prompt\b|barely touched
        a peine touche|first day|premier jour|idea stage|(?:encore|juste) (?:juste )?une idee
        quick prompts|vite faits|skipped prompting|saute l etape du prompt
        before (?:trying|anything)|avant d (?:essayer|autre)|default prompt|prompt par defaut
        no instructions|sans consignes|prompt is one|tient en une phrase|nobody has looked
        personne s est|simple prompt|prompt basique|basic prompt|a one line|une ligne de
    """,
    "retrieval-tried": r"""
        (?:already|tried|tested|have|built|use|using|run|running|with|our|deja|essaye|teste|monte|en place|branche|avec|notre|on a) (?:\w+ ){0,4}(?:rag|retriev|vector|embedding|semantic|search|recherche|base vectorielle|retriever)
        (?:rag|retriev\w*|search|recherche\w*) (?:\w+ ){0,4}(?:works|running|in place|finds|is (?:live|up|set)|didn t|doesn t|isn t|not enough|still|en place|marche|tourne|trouve|suffi|ne|est)
        right passage|bon passage|bons passages
        (?:rag|retrieval|recherche\w*|embeddings?|pinecone|qdrant|langchain|llamaindex|faiss) (?:\w+ ){0,4}(?:got|helped|hit|limits?|disappoint|tested|teste|tried|essaye|poor|decev|n a|a atteint|a aide|bof|insuff|evalu|deploy|in prod|existe)
        tried (?:chunk|pinecone|rag|retriev)|rerank|chunking|decoupage|in a vector db
        hybrid search|(?:right|bon) document|bonne page|right page
    """,
    "retrieval-untried": r"""
        (?:haven t|have not|hasn t|havent|didn t|never|not|no|without|yet to|jamais|pas|aucun|sans|rien) (?:\w+ ){0,6}(?:rag|retriev|vector|search|index|embedding|recherche|base vectorielle|looked up|qdrant)
        rag (?:not|pas|is new|c est nouveau|would be|serait|on n)|ni (?:embeddings|rag)
        look (?:anything|things) up|todo list|liste des choses|know of rag|connait le rag
        connected our docs|no access to our|access to our docs|pas acces|skipped the retrieval
        saute l etape rag|set up search|from memory|de memoire|aren t hooked|pas branche
        ne peut rien consulter|personne a mis en place de
    """,
    "no-budget": r"""
        budget|no (?:money|gpu|funds|cash)|broke|afford|free\b|gpus?\b|laptop|hobby|student
        sans (?:argent|le sou|moyens|gpu)|fauche|argent|gratuit|moyens|etudiant|association
        asso\b|hardware|compute|credits?|cloud|un rond|sous\b|euros? (?:par|de)|materiel
        carte graphique|bucks|nonprofit|non profit|graphics card|6 gb|vram|carte de \d|cheap as
        le moins cher|funding|subvention|out of reach|hors de (?:notre )?portee
        can t (?:spend|pay)|peut pas (?:se payer|mettre)|training run|cenne|pour tout le projet
        for the (?:whole |entire )?project|puissance de calcul|rien de prevu
        limited (?:resources|funds|means)|ressources limitees|tight|serre\b|zero euro|sans gpu
        pas de gpu|(?:2|two|deux) (?:old )?gpus|colab
    """,
    "no-team": r"""
        nobody|no one|none of us|alone|solo|on my own|just me|by myself|skill|expert
        ml (?:people|engineer|team|knowledge|background)|machine learning|data scien|no time
        little time|beginner|newbie|noob|never trained
        not (?:a )?(?:dev|coder|program|engineer|technical)|personne\b|seul\b|seule\b|tout seul
        competenc|debutant|pas le temps|peu de temps|pas (?:dev|develop|technique|informatic)
        ingenieur|connait rien|connaissons|profil|evenings|soirs|weekend|two of us|a deux\b
        only developer|two (?:weeks|people)|deadline|date limite|next (?:friday|week)|by monday
        lundi\b|can t code|code presque pas|web dev|developpeurs web|no capacity|pas les bras
        small team|petite equipe|teacher|\d (?:weeks|semaines) (?:left|pour)|zero experience
        sans experience|no experience|pas d equipe|aucun de nous|stagiaire|intern\b
        on est (?:deux|trois|2|3)|never done|jamais fait d|j y connais rien|jy connais|part time
        mi temps|freelance|que (?:moi|des)|in a hurry|presse
    """,
    "already-tuned": r"""
        (?:already|existing|current|last|our|we|my|deja|notre|mon|on a) (?:\w+ ){0,3}(?:(?:fine ?)?tun(?:ed|e)\b|trained|retrained|finetun\w+|lora|adapter|entraine|affine)
        tuned (?:model|vers|in|last|gpt|llama)|fine tuned (?:model|gpt|vers|one|classif)
        (?:modele|version) (?:\w+ ){0,2}(?:fine ?tune|affine|entraine)|ft model|ft gpt
        checkpoint|v1\b|first round|premier (?:fine|entrain)
        (?:custom|sur mesure|maison|tuned|tune|affine|fine tune) (?:model|modele)
        finetuned \w+ last|previous fine ?tune|training run (?:already|done)
        done one (?:training|round)|fine ?tune (?:sur|en|le|il y|with|on)
        modele (?:ft|sur mesure|maison)|tour d affinage|(?:fine ?tuning|entrainement) precedent
        session d entrain|a deja appris
        (?:gpt|llama|mistral|phi) (?:\w+ )?(?:fine ?tune|finetune)|jai finetune
        en production depuis|v2\b
    """,
    "new-data": r"""
        new (?:\w+ )?(?:data|examples|samples|tickets|conversations|cases|labels|feedback|batch|pairs|ones|intents|products)
        more (?:\w+ )?(?:data|examples|samples) (?:\w+ )?(?:com|arriv|every|each|since|now)
        keep (?:coming|arriving|getting|collecting)|fresh|every (?:day|week|month)
        (?:come|comes|coming|came) in|collected since|each (?:week|month)|since then|growing
        grows|nouve(?:aux|lles?|au)|frais|fraiches|arriv|s ajout|supplement
        chaque (?:jour|semaine|mois)|depuis (?:lors|le|la)|continu|grossi
        \d+ (?:more|additional|extra|newer|fresh) |another (?:batch|\d)|new categor
        annotators deliver|annotateurs livrent|thumbs|just labell?ed|second dataset|deuxieme jeu
        steady stream|flux (?:regulier|continu)|newer data|plus recentes|than at the time
        qu a l epoque|additional|de plus\b|en plus\b|s accumul|retours? (?:des|utili)|corrigent
        vient d en|doubl|entre temps|apres l entrain|after the training
        since (?:we|the) (?:trained|tuned|last)|recus?\b|autre equipe
    """,
    "small-model": r"""
        small|tiny model|on device|offline|edge|phone|laptop|tablet|raspberry|browser|mobile|cpu
        local(?:ly)?\b|embedded|without (?:internet|network|wifi)
        no (?:internet|connection|network|wifi)|\d ?b model|1b|2b|3b|phi|petit modele|hors ligne
        telephone|tablette|navigateur|embarqu|sans (?:internet|reseau|connexion|wifi)|en local
        leger|pas de (?:reseau|connexion|wifi)|\d gb of ram|go de ram|no signal|7b\b
        depend on the cloud|dependre du cloud|sur place|peripherie|passerelle|gateway
        sans carte graphique|plus petit|smaller|petit (?:llm|modele)|logiciel de bureau
        hors (?:connexion|reseau)|desktop|microcontroller|smartphone|android|ios\b
        machine (?:locale|modeste)|iot\b
    """,
    "privacy": r"""
        privac|private data|gdpr|rgpd|hipaa|confident|sensitive|leave (?:the|our|my|us)|leaves
        on prem|premis|in house|own servers?|third part|cloud (?:is|not)|no cloud|regulat
        legal (?:says|department|won)|patient|secret|compliance
        sort(?:ir|ent|e)? (?:de|pas|du|d)|sensible|souverain|chez nous
        hebergement (?:local|interne)|tiers|donnees (?:perso|de sante|clients)|serveurs
        juridique|dpo|quitter|can t (?:send|upload|share)|peut (?:pas|rien) (?:envoyer|partager)
        lawyers|avocats|stay in (?:the )?(?:eu|europe|house|our)|rester (?:en|dans|chez|sur)
        (?:no |aucune )?(?:external|externe)|data protection|protection des donnees
        aren t allowed|not allowed|interdi|forbid|bank secrecy|air ?gapped|nda\b|classified
        classifi?es?\b|not every employee|works council|cse\b|names and addresses
        noms et des adresses|delete their data|effacement|vendor|fournisseur|loi 25
        coupe d internet|droit de voir|self host|heberge
    """,
    "no-evaluation": r"""
        evaluat|measur|metric|test set|test cases|benchmark
        know (?:if|whether|what good|how good)|tell (?:if|whether)|judge|baseline|quality|kpi
        gut feeling|by eye|eyeball|mesur|metrique|jeude test|savoir si|comment (?:juger|savoir)
        au (?:feeling|pif|doigt)|a l oeil|qualite|evaluer|critere|look at a few|regarde juste
        no idea|aucune idee|what good means|bonne reponse|right answer|validation (?:set|non)
        jeu de validation|no numbers|pas de chiffres|ground truth|verite terrain|evals?\b|devals
        success criteria|checks? the answers|verifie les reponses|wouldn t notice|apercevr
        scoring|vibes|ressenti|compare against|a quoi comparer|testing is by hand
        teste a la main|mieux ou pire|better or worse|s ameliore|improv(?:es|ing|ed)\b
    """,
}
"""A line is some alternatives; of each only the beginning of its last word counts."""


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(line.strip() for line in words.strip().splitlines())})")


SPEAKING: Mapping[str, re.Pattern[str]] = {name: _compiled(said) for name, said in _WORDS.items()}
