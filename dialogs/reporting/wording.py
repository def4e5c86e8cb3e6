"""Every fixed text of the conversation, in English, by key; read `say_text` first.

The table is what a translator gets (gettext: the English text is the message id). Nothing here
depends on anybody's record, so the words are the same for everyone (promise P4). Telephone
numbers come in as parameters: they belong to `config/`.
"""

from collections.abc import Callable, Mapping

Translate = Callable[[str], str]

TEXTS: Mapping[str, str] = {
    # The beginning
    "welcome": (
        "Worried about a child? You are in the right place. You do not need proof, and you do "
        "not need to be sure.\n\n"
        "{call_first} This is not watched every minute, as {emergency} is.\n\n"
        "People on duty who protect children read what you send. You do not have to give your "
        "name. We cannot promise to keep it secret: if a child may be hurt, we share it with "
        "people who can protect them.\n\n"
        "If you say “yes” to the next question, or write that you want to die, people on duty "
        "are told at once, even if you stop here. You can leave at any time: write “stop” or "
        "“hide”."
    ),
    "call_first": "If a child is in danger now, call {emergency} first.",
    "welcome_back": "Welcome back. What you wrote is still here.",
    "kept_first": "We kept what you wrote. One question comes first.",
    "questions_changed": (
        "Our questions have changed since you began. What you wrote is kept, and a few may come "
        "again."
    ),
    # Danger
    "danger_now": (
        "Call {emergency} now if you can. Ask for the police. Tell them where the child is. You "
        "do not have to give your name."
    ),
    "danger_told": (
        "Your “yes” has already gone to the people on duty. A few short questions help them "
        "find the child. You can stop at any time: what you have told us stays with them."
    ),
    "danger_words": (
        "If this is happening now, call {emergency}. Ask for the police. We kept what you wrote."
    ),
    "danger_not_sure": "That is all right. If it gets worse, call {emergency} at once.",
    "danger_taken_back": "Kept. The people on duty have seen your “yes” and will still look.",
    # A child
    "child_intro": (
        "Thank you for telling us. We believe you. It is not your fault.\n\nWe cannot keep it "
        "secret. From now on, people on duty are told what you write here, as you write it. "
        "Somebody reads it as soon as they can."
    ),
    "child_lines": (
        "If you are in danger now, call {emergency}. To talk to somebody, call Childline: "
        "{childline}. It is free, and it does not show on a bill."
    ),
    "child_kept": "Thank you. We kept it, and have passed it on. You can write more if you want.",
    "child_not_safe": (
        "People on duty have been told at this moment. Call {emergency} now if you can. Go to a "
        "grown-up you trust, if there is one near. If you cannot speak, stay where you are "
        "safest."
    ),
    "adult_again": "Thank you. Then we go on as before. What you wrote is kept.",
    # Somebody who wants to die
    "crisis": (
        "We are sorry that it is so hard. You do not have to be alone with it. We have told "
        "people on duty. From now on, what you write here is passed on to them as you write it. "
        "They cannot always answer at once."
    ),
    "crisis_lines": (
        "If your life is in danger now, call {emergency} or go to the nearest hospital "
        "emergency department. Samaritans listen day and night: {samaritans}. Under 19? "
        "Childline: {childline}."
    ),
    "crisis_kept": "We have passed it on. The questions can wait.",
    # Asking
    "prompts": "You can write about:",
    "prompt_line": "• {prompt}",
    "story_more": "Kept. Write more, or choose “Done”.",
    "given": "So far: {answer}",
    "from_story": "You wrote: “{quote}”",
    "read_back_how": (
        "Choose “Yes” if all of it is right. If a line is wrong, write “not 2” or “change 2”, with "
        "the number of the line."
    ),
    "with_days": "{words} ({days})",
    "add_hint": "To tell us about one more first, choose “{label}”.",
    "noted": "We noted: {guesses}. If that is wrong, write “back”.",
    "guess.name": "name {value}",
    "guess.nickname": "also called {value}",
    "guess.age": "age {value}",
    "guess.birth": "born {value}",
    "guess.place": "place {value}",
    "guess.postcode": "postcode {value}",
    "guess.vehicle": "car {value}",
    "guess.phone": "telephone {value}",
    "guess.handle": "online {value}",
    "guess.work": "work {value}",
    "guess.relation": "tie {value}",
    "guess.school": "school {value}",
    "this_person": "this person",
    "signs_found": "Choose what fits, or type another word.",
    "signs_none": "Nothing fits that word. Type another word, or choose “Done”.",
    "signs_taken": "Kept: {taken}. Type another word, or choose “Done”.",
    "choose_many": "You can choose several.",
    "why": "Why we ask: {why}",
    "why_none": "We ask so that the right people can help. You can skip it.",
    # Labels
    "label.done": "Done",
    "label.skip": "Skip",
    "label.unknown": "I do not know",
    "label.refused": "I would rather not say",
    "label.keep": "Leave it as it is",
    "label.send": "Send",
    "label.more": "Tell us more",
    "label.child": "I am the child",
    "label.adult": "I am 18 or over",
    "label.resume": "Go on with the questions",
    "label.number": "Leave a number instead",
    "label.forget": "Throw away what I wrote",
    "label.go_on": "Go on",
    "label.change": "Yes, change it",
    "label.meant": "Yes, {day}",
    "label.right": "Yes, all of it is right",
    "label.change_line": "Change {number}",
    "label.not_line": "Not {number}",
    # Answers that cannot be used
    "bad.choice": "We could not tell which answer you mean. Choose one, or type its number.",
    "bad.read_back": (
        "We kept that. We could not tell which line you mean. Write “yes”, “not 2” or “change 2”."
    ),
    "bad.empty": "There were no words in that. Write a few words, or skip the question.",
    "bad.ahead": "{day} has not come yet. Did you mean {meant}?",
    "bad.ahead_only": "{day} has not come yet. When did it last happen?",
    "bad.age": "That does not look like an age. A number is best, such as 9 or “about 40”.",
    "bad.postcode": "That does not look like a postcode. For example: NM1 2AB, or only NM1.",
    "bad.phone": "That number looks too short or too long. For example: 07700 900123.",
    "bad.constraint": "We cannot use that answer.",
    "bad.required": "We need an answer here: it may be urgent. “I am not sure” is fine.",
    "bad.way_out": (
        "This question can wait. You can skip it, or leave a number so that somebody can ask you."
    ),
    "bad.kept": "What you wrote is kept, so nothing is lost.",
    "stale": "You have answered that already. Do you want to change it?",
    "stale_gone": "That question is no longer open. Here is where we are.",
    "nothing_back": "This is the first question.",
    "no_such_line": "There is no line with that number. Look at the numbers in front of the lines.",
    "unknown_command": "We do not know that command. Write “help” to see what you can do.",
    "cannot_add": "There is nothing to add here.",
    "edit_kept": "We changed it. Your first words are kept too.",
    "edit_unknown": "We kept your changed words, too.",
    "edit_refused": "We kept your changed words, but could not use them as the answer.",
    "removed": "Taken out. Your words are kept all the same.",
    "file_refused": (
        "We cannot take pictures, voice messages or files here: please write it in words. Please "
        "do not send or show pictures of a child to anybody. If there are pictures, tell us that "
        "there are, and where. The police will ask for them."
    ),
    # Files
    "file_before": (
        "You can send a photo, a recording or a paper, too. Never a picture of a child without "
        "clothes or being hurt: tell us in words that there is one, and where."
    ),
    "file_kept": (
        "Your file is on its way to us, and locked. Nobody opens it before it is checked. If it "
        "cannot be used, we tell you here. Please do not send, take or look for pictures of a "
        "child without clothes or being hurt. Having them is against the law, even to help. If "
        "there are such pictures, leave them where they are. Tell us in words that there are, "
        "and where. The police will ask for them."
    ),
    "file_kept_child": (
        "Thank you. Your file is on its way to us, and locked. Please do not send pictures of "
        "your body, or of anybody without clothes. If somebody has one of you, it is not your "
        "fault. Tell us in words. Childline can help to have it taken down: {childline}, or "
        "look for “Report Remove”."
    ),
    "file_too_large": (
        "That file is too large. We can take up to {megabytes} megabytes. Tell us in words what "
        "it shows, or send a smaller one."
    ),
    "file_too_many": (
        "We can take {most} files, and have that many. Tell us in words what the others show."
    ),
    "file_kind": (
        "We cannot take that kind of file. Send a photo, a recording, a PDF or a text, or tell us "
        "in words what it shows."
    ),
    "file_empty": "That file was empty. Please choose it once more.",
    "file_locked": (
        "That file is locked with a password. Tell us in words what it says, or send one that "
        "opens."
    ),
    "file_not_fetched": "We could not get your file. Please send it again, or tell us in words.",
    "file_unusable": (
        "We could not use one of your files. It stays locked. Tell us in words what it shows."
    ),
    "file_not_taken": (
        "We cannot take that file: something in it could do harm. It was not kept. Tell us in "
        "words what it shows, or send a photo of it."
    ),
    "file_taken_back": "It is taken back, and gone.",
    # The summary
    "summary": "Check what you have told us. Your own words stay as you wrote them.",
    "summary_line": "{number}. {label} {answer}",
    "summary_how": (
        "To change a line, write “change” and its number. When you send this, people on duty "
        "read it. We may have to share it to keep a child safe."
    ),
    "answer.unknown": "Not known",
    "answer.refused": "You would rather not say",
    "answer.skipped": "Skipped",
    "answer.about": "about: {answer}",
    "not_yet": "A few questions are still open. You can skip each of them.",
    "nothing_to_send": "There is nothing to send yet. Tell us your worry in a few words.",
    # Deeds at any point
    "help": (
        "You can write at any time: “back”, “skip”, “why”, “change 4”, “hide”, “stop”. Or ask: "
        "“is this confidential?”, “what happens next?”, “talk to a person”.\n\n{lines}"
    ),
    "lines.emergency": "Danger now: {emergency}.",
    "lines.police": "Police, not urgent: {police}.",
    "lines.nspcc": "NSPCC, worried about a child: {nspcc}.",
    "lines.childline": "Childline, for children: {childline}.",
    "lines.samaritans": "Samaritans, day and night: {samaritans}.",
    "lines.stop_it_now": "Worried about your own thoughts or acts: Stop It Now, {stop_it_now}.",
    "lines.out_of_hours": "Children’s services, out of hours: {out_of_hours}.",
    "stopped": (
        "We have stopped. Nobody reads what you did not send. It is kept locked, and you can "
        "come back: write anything here."
    ),
    "stopped_told": (
        "We have stopped. What you told us so far has gone to the people on duty. Stopping is "
        "all right. You can come back: write anything here."
    ),
    "forgotten": "It is thrown away.",
    "forgotten_told": (
        "It is taken off this chat. What has already gone to the people on duty stays with them."
    ),
    "hide": (
        "To hide this: on a web page, choose “Exit this page”. In a chat, delete the chat on "
        "your phone, for both sides if it asks. It may still show in the history of the phone. "
        "What you sent stays with us."
    ),
    "hide_first": (
        "If you write “hide”, we empty this chat. What is older than two days stays: delete that "
        "yourself. What you sent stays with us."
    ),
    # Questions asked in between: the same words for everybody
    "asked.confidential": (
        "You do not have to give your name. If a child may be hurt, we must share what you tell "
        "us with people who can protect them. We do not tell the family who you are."
    ),
    "asked.confidential_child": (
        "We do not write to your family from here. We cannot keep it secret from the people on "
        "duty: they need to know, to keep you safe. Tell them here who must not find out, and what "
        "you are afraid of."
    ),
    "asked.what_next_child": (
        "Somebody on duty reads what you write as soon as they can. They use only the way you gave "
        "us to reach you. You can write more whenever you want. If it gets worse, call "
        "{emergency}."
    ),
    "asked.what_next": (
        "When you send it, you get a reference. Somebody on duty reads it, and a worker decides "
        "what to do. You can come back with a code and add more. If it gets worse, call "
        "{emergency}."
    ),
    "asked.on_list": (
        "We cannot say anything about other people here. Nothing here shows whether we have "
        "heard of somebody before, and it is the same for everyone. The police can be asked "
        "about a person who is near a child, under Sarah’s Law{police_line}. Please tell us "
        "your worry all the same."
    ),
    "asked.about_me": (
        "We cannot say what anybody has told us, or whether anybody has. It is the same for "
        "everyone. If a worker or the police have spoken to you about a child, ask them what was "
        "said, and how to complain. You can write here what you want people on duty to know."
    ),
    "own_thoughts": (
        "If you worry about your own thoughts or acts towards a child, call Stop It Now: "
        "{stop_it_now}. It is free, and you do not have to say who you are."
    ),
    "police_line": ": call {police}",
    "asked.who_reads": (
        "This is a program that asks questions and keeps your words. What you send is read by "
        "people on duty who protect children."
    ),
    "asked.person": "You can speak to a person.\n\n{lines}",
    "asked.proof": (
        "You do not need proof. You are not in trouble for telling an honest worry, even if it "
        "turns out to be nothing."
    ),
    # After sending
    "own_notes": (
        "For your own records: “On {day} at {time} I passed on a concern to the safeguarding "
        "desks, reference {reference}.{grounds}”"
    ),
    "copy_title": "A copy of what you told us",
    "copy_undrawn": (
        "A box stands for a letter that this copy cannot draw. Your report has every letter."
    ),
    "vouched": (
        "{organisation} vouches for you. Your reports from this chat say so, also those you sent "
        "before, and are filled in from what you told last."
    ),
    "vouch_used": (
        "This invitation was used already, or is too old. You can send a report all the same, "
        "and ask your organisation for another."
    ),
    "profile_used": (
        "We know you from before, so this is filled in already: {told}. You can change it at the "
        "end."
    ),
    "sent": (
        "Thank you. It has been sent. It is safely kept, and the people on duty have been told. "
        "You did the right thing."
    ),
    "reference": "Your reference: {reference}\nYou can say this to anyone who asks.",
    "return_code": (
        "Your return code: {code}\nOnly you have it. It opens what you wrote. Write it down where "
        "nobody else will find it."
    ),
    "next_heading": "What happens next:",
    "next": (
        "Somebody on duty reads it. A worker decides what to do. We cannot "
        "say what happens in another family, or what is known about anybody."
    ),
    "next_danger": (
        "Somebody on duty has been told that a child may be in danger now, "
        "and reads this first. If it is still happening, call {emergency}."
    ),
    "next_child": (
        "Somebody whose work is to keep children safe reads it as soon as "
        "they can. They use only the way you gave us to reach you."
    ),
    "do_not_ask": (
        "You do not have to find out more. Please do not ask the child about it, and do not tell "
        "the person. If the child talks, listen, and keep their words."
    ),
    "after_hours": "Out of hours, children’s services: {out_of_hours}.",
    "worse": "If it gets worse, call {emergency}. Do not wait for us.",
    "learn_more": "What to look for, in plain words and the same for everyone: {address}",
    "hours": (
        "Offices are open: {hours}. At night, at weekends and on holidays fewer people are on "
        "duty, and they look first at what is urgent."
    ),
    "add_later": "If you remember more, write it here. Nothing is too small.",
    "added": "We added it to what you told us. Thank you.",
    "sent_already": (
        "What you told us has been sent. Write here to add to it, or /start for something new."
    ),
    "emergency_services": "the emergency services",
    # Languages
    "label.language": "Language: {names}",
    "language_which": "Choose a language. What you have written stays as it is.",
    "language_kept": "We go on in this language. What you have written stays as you wrote it.",
    "language_offer": "You can read and write here in {name}. In danger, call {emergency}.",
    # Codes
    "resume_code": (
        "Your code to go on: {code}\n\nType these seven words here or on any of our other ways in. "
        "Only you have them. What you have not sent is kept for {keep_days} days after your last "
        "word, can be opened with the code for {hold_days} days more, and is then deleted."
    ),
    "set_aside": (
        "What you had begun here is kept for you under another code: {code}\n\nWrite it down if "
        "you want to go on with it."
    ),
    "code_wrong": "That code opens nothing here. Please look at the seven words again.",
    "code_wait": (
        "There were several wrong codes. Please wait {seconds} seconds and send the code again. "
        "If a child is in danger now, call {emergency}: you do not need a code."
    ),
    "label.code": "Save and come back later",
    # After sending
    "status_of": "Your reference: {reference}.",
    "status.received": "It is safely kept, and people on duty can read it. (Since {day}.)",
    "status.with_front_door": (
        "It is with the front door of the area: the people who decide what is done. (Since {day}.)"
    ),
    "status.finished": (
        "The people who looked at it have finished, and say so. (Since {day}.) We cannot say what "
        "happens in another family."
    ),
    "letter": "{day}, from the people on duty:\n{words}",
    "letter_question": "{day}, a question from the people on duty:\n{words}",
    "letters_none": "There is no message for you. Write here to add something.",
    "letters_end": "Write here to add something.",
    "label.answer": "Answer this",
    "answer_ask": "Write your answer in your own words. You do not have to know.",
    "nothing_sent": "You have not sent anything here yet.",
    "disagree_offer": "Do you want a person to look at it again?",
    "disagree_further": (
        "If this answer is not enough, say so. Then somebody else looks at it, at the next level."
    ),
    "label.disagree": "I think this was not taken seriously",
    "disagree_ask": (
        "Tell us in your own words what was not taken seriously. A person will read it."
    ),
    "disagree_kept": (
        "Thank you for saying so. It is kept with what you told us. A person will look at it "
        "again and write to you here."
    ),
    "contact_when": (
        "We may have a question. When may a short notice come to this chat? It will only say: “You "
        "have a message. Open it where you are safe.”"
    ),
    "contact.any": "At any time",
    "contact.mornings": "Only in the morning",
    "contact.evenings": "Only in the evening",
    "contact.code": "Never: I come back by myself",
    "contact_kept": "Kept. You can change it at any time: write /when.",
    "contact_nowhere": "We cannot write to you here. Come back with your reference and code.",
    # Notices: neutral, the same for everyone, and nothing else
    "notice_letter": "You have a message. Open it where you are safe.",
    "label.open": "Open",
    "notice_draft": (
        "What you began here is still kept. Write anything to go on. We shall not write about it "
        "again before {day}; then it is locked away."
    ),
    "notice_held": (
        "What you began here is now locked away. With this code it can be opened until {day}, here "
        "or on any other of our ways in: {code}\nAfter that day it is deleted."
    ),
}


def say_text(key: str, translate: Translate = str, /, **params: str) -> str:
    """Return a fixed text in the reader's language with its parameters filled in.

    Args:
        key: A key of `TEXTS`.
        translate: A gettext function; the default leaves the English.
        params: What stands in the braces; words of the teller are filled in as they are.

    Raises:
        KeyError: The key or a parameter is missing: a fault of ours, found by the tests.
    """
    return translate(TEXTS[key]).format(**params)
