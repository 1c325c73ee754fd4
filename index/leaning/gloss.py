"""French said in English, word by word: a crude gloss, for an encoder that knows English alone.

Left out, it finds circumstances in French nearly as well as in English; see `signs`.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
MOST_ENDING = 6
"""Letters that may follow a beginning from the table: plurals, genders, conjugations."""
_WHOLE = """
le= la= les= l= un=a une=a des= du=of de=of d=of au=to aux=to et=and ou=or ni=nor mais=but donc=so
car=because si=if que=that qu=that qui=who quoi=what dont=of ce=this cet=this cette=this ces=these
ca=it c=it cela=it on=we nous=we notre=our nos=our j=I je=I moi=me mon=my ma=my mes=my tu=you
vous=you votre=your vos=your il=it ils=they elle=it elles=they se= s= en= y=there ne= n= pas=not
plus=more jamais=never rien=nothing aucun=no aucune=no personne=nobody sans=without avec=with
pour=for par=by sur=on sous=under dans=in chez=at entre=between a=has as=have ai=have avons=have
avez=have ont=have est=is es=are sont=are sommes=are suis=am etait=was etaient=were sera=will be
soit=be etre=be avoir=have avait=had fait=makes faire=make font=make faut=must doit=must dois=must
devons=must doivent=must devrait=should peut=can peux=can peuvent=can pouvons=can veut=want
veux=want voulons=want voudrait=would like sait=know sais=know savons=know va=will vais=will
vont=will tout=all tous=all toute=all toutes=all tres=very trop=too bien=well bon=good bons=good
bonne=good bonnes=good peu=little beaucoup=many bcp=many moins=less meme=same mieux=better
deja=already encore=yet toujours=always souvent=often quand=when comment=how combien=how many
seul=single seule=single seulement=only juste=only genre=about environ=about presque=almost
jour=day jours=days semaine=week semaines=weeks mois=month an=year ans=years annee=year
matin=morning lundi=monday vendredi=friday hier=yesterday maintenant=now depuis=since avant=before
apres=after pendant=during chaque=every plusieurs=several quelques=a few autre=other autres=other
ici=here leur=their leurs=their deux=two trois=three quatre=four cinq=five six=six dix=ten
cent=hundred cents=hundred mille=thousand feu=fire ton=tone voix=voice sou=money sous=money
mots=words mot=word fois=times vrai=true faux=false lent=slow lente=slow lents=slow lentes=slow
vite=fast dur=hard long=long longs=long longue=long longues=long cher=expensive chere=expensive
chers=expensive cheres=expensive neuf=new nouveau=new nouvel=new pris=taken dit=says dire=say
lit=reads lire=read met=puts mis=put mise=put vu=seen voir=see eu=had ete=been fois=times loi=law
lois=laws sens=sense but=goal cas=case peur=fear gens=people site=site reseau=network
"""
_BEGINNINGS = """
repon=answer reponse=answer question=question exempl=example echantillon=sample donnee=data
jeu=set paire=pair conversation=conversation dialogu=dialogue ticket=ticket message=message
courriel=email courrier=mail mail=email ligne=row text=text document=document doc=document
fichier=file page=page fiche=sheet notice=manual manuel=manual procedur=procedure contrat=contract
reglement=regulation consign=instruction instruction=instruction invite=prompt prompt=prompt
contexte=context fenetre=window modele=model entrain=train reentrain=retrain affin=fine-tune
finetun=fine-tune tun=tune appren=learn appri=learned recherch=retrieval cherch=search trouv=find
consult=look up index=index base=base vectoriel=vector cite=cite citer=cite citation=citation
source=source referenc=reference lien=link passag=passage paragraph=paragraph articl=article
preuv=proof justifi=justify verifi=check trac=trace affich=show montr=show indiqu=indicate
invent=invent hallucin=hallucinate racont=tell erreur=error erron=wrong tromp=mistaken mensong=lie
fabul=fabricate imagin=imagine exist=exist fiable=reliable chang=change evolu=change modifi=change
boug=change actualis=update jour=day recent=recent actuel=current perim=outdated obsolet=outdated
dernier=last tarif=price prix=price stock=stock horair=schedule nouveaut=news nouvell=new
nouveau=new frai=fresh version=version mensuel=monthly quotidien=daily hebdo=weekly
trimestr=quarter cout=cost coute=cost factur=bill depens=spend pay=pay euro=euro argent=money
budget=budget gratuit=free fauch=broke moyen=means econom=save reduir=reduce baiss=lower
appel=call requet=request jeton=token token=token lenteur=slowness latenc=latency attend=wait
attent=wait second=second rapid=fast vitess=speed instantan=instant delai=delay temps=time
reel=real minut=minute style=style marqu=brand vouvoi=formal tutoi=informal registr=register
personnag=character personnalit=personality ecri=write redig=write redact=writing parl=speak
sonn=sound robot=robot humour=humour chaleur=warm coheren=consistent format=format sorti=output
structur=structure gabarit=template champ=field colonn=column tableau=table schema=schema
respect=follow valid=valid strict=strict analys=parse cass=break fonction=function outil=tool
agent=agent paramet=parameter argument=argument declench=trigger mauvais=wrong choisi=choose
choix=choice jargon=jargon vocabul=vocabulary termin=terminology terme=term sigle=acronym
acronym=acronym abrevia=abbreviation metier=trade domain=domain compren=understand
comprend=understand medica=medical juridi=legal techni=technical langu=language langag=language
signifi=mean specialis=specialised tach=task classe=classify classer=classify
classif=classification categor=category etiquet=label annot=label tri=sort trier=sort
extrai=extract etroit=narrow unique=single precis=precise repetiti=repetitive resum=summarize
detect=detect rout=route prive=private intern=internal confiden=confidential sensibl=sensitive
perso=personal client=customer patient=patient entrepris=company boite=company societ=company
equip=team develop=developer ingenieur=engineer competen=skill connaiss=know connai=know
expert=expert debut=beginner stagiair=intern etudiant=student associa=nonprofit temps=time
seul=alone materiel=hardware cart=card graphiq=graphics serveur=server heberg=host local=local
nuage=cloud portable=laptop telephon=phone tablett=tablet navigat=browser embarqu=embedded
horsligne=offline connexion=connection internet=internet leger=light petit=small gros=big
grand=large enorm=huge immens=huge long=long court=short sort=leave sorti=leave quitt=leave
envoy=send partag=share interdi=forbidden conform=compliance secret=secret protec=protection
droit=right essay=tried test=tested tent=tried reecri=rewrote reformul=reworded ameliore=improve
suffi=enough suffis=enough plafonn=plateau bloqu=stuck limit=limit echou=failed march=works
fonctionn=works ratt=misses ratur=misses oubli=forgets ignor=ignores plant=crashes melang=mixes
confond=confuses commenc=start demarr=start debut=start idee=idea projet=project premier=first
direct=direct etap=step mesur=measure evalu=evaluate qualit=quality metriqu=metric
critere=criterion juge=judge note=score compar=compare jamais=never aucun=no plein=plenty
tas=loads centain=hundreds millier=thousands douzain=dozen dizain=ten vingtain=twenty
trentain=thirty quarantain=forty cinquantain=fifty poigne=handful minuscul=tiny maigr=thin
rare=rare manqu=lack assez=enough besoin=need probleme=problem souci=problem import=matter
utilis=use utilisat=users ajout=add arriv=arrive recoi=receive recu=received collect=collect
accumul=accumulate continu=continue produit=product connait=knows ancien=old vieux=old vieil=old
savoir=know souhait=want aimer=would like voul=want gard=keep tourn=run deploi=deploy
production=production service=service mett=put passer=move pass=pass bout=end assistant=assistant
bot=bot utilisateur=user
"""


def _table(text: str) -> dict[str, str]:
    told = re.sub(r"\s+", " ", text.strip())
    pairs = re.findall(r"(\w+)=(.*?)(?= \w+=|$)", told)
    return {word: meaning.strip() for word, meaning in pairs}


_WHOLE_WORDS, _STEMS = _table(_WHOLE), _table(_BEGINNINGS)
_LONGEST = max(map(len, _STEMS))


def in_english(text: str, language: str) -> str:
    """Say a French text in English as far as the table knows its words; give others as they are."""
    if language.partition("-")[0] != "fr":
        return text
    return " ".join(_WORD.sub(lambda found: _meaning(found.group()), text).split())


def _meaning(word: str) -> str:
    if word in "àÀ":
        return "to"
    plain = _folded(word)
    if plain in _WHOLE_WORDS:
        return _WHOLE_WORDS[plain]
    for length in range(min(len(plain), _LONGEST), max(2, len(plain) - MOST_ENDING - 1), -1):
        if meaning := _STEMS.get(plain[:length]):
            return meaning
    return word


def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
