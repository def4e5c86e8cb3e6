"""The plain words of return codes: short, known early, hard to mistake for one another."""

_WORDS = """
acorn amber anchor angle ankle apple apron arch arrow atlas autumn badge bagel baker balcony
bamboo banana banjo barley basil basket beacon bench berry bicycle biscuit blanket bonnet border
bottle boulder branch bread breeze brick bridge bronze brook broom bucket buckle bugle butter
button cabin cactus camel candle canoe canvas carbon carpet carrot castle cedar cello cement chalk
chapel cherry chess chimney cider circle citrus clarinet clay clover cobalt cocoa coconut comet
compass copper coral cotton cousin cradle crane crayon cricket crumb crystal curtain cushion daisy
dancer daylight denim desert dinner dolphin domino donkey dragon drawer driver drum eagle easel
elbow elder ember engine estate falcon feather fennel ferry fiddle field finch flannel flint flute
forest fossil fountain fridge galaxy garage garden garlic ginger glacier glider globe goblet
granite grape gravel guitar hammer harbour harp hazel heather hedge helmet heron hockey honey
hotel igloo indigo island ivory jacket jasmine jigsaw jumper kayak kettle kitchen kitten ladder
lagoon lantern larch lavender leaf lemon lentil library lilac linen lizard lobster locket lotus
magnet mango maple marble meadow melon mermaid meteor minute mirror mitten monkey morning mosaic
muffin mustard napkin nectar needle nickel noodle notebook nutmeg oasis ocean olive onion orange
orchard orchid organ otter oven oyster paddle palace pancake panda paper parade parcel parsley
pasta peach peanut pebble pelican pencil pepper piano picnic pigeon pillow pilot planet plaster
plum pocket poem pollen pond poppy potato prairie puddle puffin pumpkin puzzle quarry quartz quilt
rabbit radio raisin raven ribbon river robin rocket rosemary ruby saddle sailor salad salmon
sandal satin saturn scarf school season shadow shell shelter silver singer slipper spider spinach
spring squirrel stable station stream summer sunset swallow table tailor teapot temple thistle
thunder ticket timber toast tomato tower tractor trumpet tulip tunnel turnip turtle umbrella
valley vanilla velvet village violet violin wagon walnut water weaver whistle willow window winter
wizard wool yellow yogurt zebra
"""
CODE_WORDS = tuple(_WORDS.split())
"""314 different words; seven of them carry 58 bits, kept by keyed hash, guesses slowed."""
